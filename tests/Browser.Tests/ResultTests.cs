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

        Assert.Equal("prompt.md", download.SuggestedFilename);
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
    public async Task LongPrompt_IsShownFromItsFirstLine()
    {
        const string Scrolled = "result => result.scrollTop";
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var answer = new HeldAnswer(site.Model, string.Join('\n', Enumerable.Range(1, 80).Select(line => $"Line {line} of the prompt.")), "The end.");
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateAsync(answer.Notes);
        answer.Write(1);
        await Expect(page.Result).ToContainTextAsync("Line 80");
        Assert.NotEqual(0, await page.Result.EvaluateAsync<double>(Scrolled));

        answer.Finish();

        await Expect(page.Status).ToHaveTextAsync("Prompt generated successfully");
        Assert.Equal(0, await page.Result.EvaluateAsync<double>(Scrolled));
    }

    [Fact]
    public async Task ClearList_AsksFirst_ThenKeepsOnlyWhatIsInProgress()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());
        var answer = new HeldAnswer(site.Model, "Never written");
        await page.GenerateAsync(answer.Notes);
        await Expect(page.Recent).ToContainTextAsync(["In progress", "Done"]);

        await page.ClearList.ClickAsync();
        await page.Button("Keep them").ClickAsync();
        await Expect(page.Recent).ToHaveCountAsync(2);
        await page.ClearList.ClickAsync();
        await page.Button("Clear").ClickAsync();

        await Expect(page.Recent).ToContainTextAsync(["In progress"]);
        await Expect(page.ClearList).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Demo_IsToldAsSuchAndIsNoWarning()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await PrepareAsync(site.Url);
        await page.Tab.AddInitScriptAsync($"window.promptgenToken = '{visitor.Token}';");
        await page.Tab.RouteAsync("**/app/settings.json", settings => settings.FulfillAsync(new() { Json = new { development = true, max_prompt_length = 20_000, model = "demo" } }));
        await page.Tab.RouteAsync("**/events/", events => events.FulfillAsync(new()
        {
            ContentType = "text/event-stream",
            Body = """
                event: completed
                id: 1-1-1
                data: {"status":"completed","progress":100,"message":"Prompt generated successfully","prompt":"# Role","generated_by_ai":false,"origin":"demo","model":"demo"}


                """,
        }));
        await page.OpenAsync();
        await Expect(page.Note).ToContainTextAsync("The demo writer answers here");

        await page.GenerateAsync(HeldAnswer.NewNotes());

        await Expect(page.Warning).ToHaveTextAsync("Demo: no AI was asked. These are your own notes, arranged under headings.");
        await Expect(page.Status).ToHaveTextAsync("Prompt generated successfully");
        await Expect(page.Recent).ToContainTextAsync(["Demo"]);
    }
}
