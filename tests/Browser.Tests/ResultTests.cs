namespace PromptGen.BrowserTests;

/// <summary>What can be done with a finished prompt.</summary>
public sealed class ResultTests(Chromium chromium, Site site) : PageTest(chromium)
{
    private static readonly BrowserNewContextOptions WithClipboard = new() { Permissions = ["clipboard-read", "clipboard-write"] };

    [Fact]
    public async Task Copy_PutsThePromptInTheClipboard()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor, WithClipboard);
        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());

        await page.Copy.ClickAsync();

        await Expect(page.Status).ToHaveTextAsync("Copied to the clipboard");
        Assert.Equal(FakeModelServer.DefaultText, await page.Tab.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task Copy_OnPlainHttp_StillPutsThePromptInTheClipboard()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await PrepareAsync(site.Url);
        await page.Tab.AddInitScriptAsync($"window.promptgenToken = '{visitor.Token}'; Object.defineProperty(Navigator.prototype, 'clipboard', {{ value: undefined }});");
        await page.OpenAsync();
        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());

        await page.Copy.ClickAsync();

        await Expect(page.Status).ToHaveTextAsync("Copied to the clipboard");
        await page.Notes.ClearAsync();
        await page.Notes.PressAsync("Control+V");
        await Expect(page.Notes).ToHaveValueAsync(FakeModelServer.DefaultText);
    }

    [Fact]
    public async Task Download_SavesThePromptAsAFile()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());

        var download = await page.Tab.RunAndWaitForDownloadAsync(() => page.Download.ClickAsync());

        Assert.Equal("prompt.txt", download.SuggestedFilename);
        Assert.Equal(FakeModelServer.DefaultText, await File.ReadAllTextAsync(await download.PathAsync(), Cancellation));
    }

    [Fact]
    public async Task Recent_AfterAReload_StillShowsThePrompt()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        var notes = HeldAnswer.NewNotes();
        await page.GenerateToTheEndAsync(notes);
        await Expect(page.Recent).ToContainTextAsync([$"{notes}Done"]);

        await page.Tab.ReloadAsync();
        await page.Recent.ClickAsync();

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
    }

    [Fact]
    public async Task Recent_IsNewestFirst()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        var (first, second) = (HeldAnswer.NewNotes(), HeldAnswer.NewNotes());

        await page.GenerateToTheEndAsync(first);
        await page.GenerateAsync(second);

        await Expect(page.Recent).ToContainTextAsync([second, first]);
    }

    [Fact]
    public async Task ClearList_EmptiesRecent()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());

        await page.Button("Clear list").ClickAsync();

        await Expect(page.Recent).ToHaveCountAsync(0);
        await Expect(page.Tab.Locator("#recent-none")).ToBeVisibleAsync();
    }
}
