namespace PromptGen.BrowserTests;

/// <summary>A prompt that is improved: by what the user says, or by their own hand.</summary>
public sealed class VersionTests(Chromium chromium, Site site) : PageTest(chromium)
{
    private const string First = "You are the warm assistant.", Second = "You are the assistant.", Own = "You are *my* assistant.";

    [Fact]
    public async Task Refine_MakesAVersionWithItsDifference_AndUndoGoesBack()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var (page, notes) = await GenerateAsync(visitor);
        site.Model.On(notes, ModelBehaviours.Answer(Second));

        await page.RefineAsync("Less warm.");

        await Expect(page.Versions).ToContainTextAsync(["First version", "“Less warm.”"]);
        await Expect(page.Result).ToHaveTextAsync(Second);
        await page.Button("Changes").ClickAsync();
        await Expect(page.Result.Locator("del")).ToHaveTextAsync("warm ");
        await Expect(page.Result.Locator("ins")).ToHaveCountAsync(0);
        await Expect(page.Recent).ToContainTextAsync(["Done, 2 versions"]);
        await page.Undo.ClickAsync();
        await Expect(page.Result).ToHaveTextAsync(First);
        await Expect(page.Undo).ToBeHiddenAsync();
        Assert.Contains("Less warm.", site.Model.CallsAbout(notes)[^1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PhoneInPersianFeedback_IsNotReversedAmongTheVersions()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var (page, notes) = await GenerateAsync(visitor);
        site.Model.On(notes, ModelBehaviours.Answer(Second));

        await page.RefineAsync("تلفن: ۰۲۱-۵۵۵۵ ۰۱۱۱");

        await Expect(page.Versions.Last.Locator("bdi[dir=ltr]")).ToHaveTextAsync("۰۲۱-۵۵۵۵ ۰۱۱۱");
    }

    [Fact]
    public async Task Refine_ThatFails_LeavesAWayBack()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var (page, _) = await GenerateAsync(visitor);
        using var admin = await ApiClient.LogInAsync(site.Url, "root", admin: true, Cancellation);
        await admin.PutAccountAsync(visitor.Name, 0, Cancellation);

        await page.RefineAsync("Less warm.");
        await Expect(page.Failure).ToHaveTextAsync("No tokens left");
        await page.Button("Back to the version before").ClickAsync();

        await Expect(page.Result).ToHaveTextAsync(First);
    }

    [Fact]
    public async Task Refine_OfWhatTheServerForgot_WorksFromTheTextsOfThisBrowser()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var (page, notes) = await GenerateAsync(visitor);
        ExpectInConsole("the server responded with a status of 404");
        await page.Tab.RouteAsync("**/refine/", refine => refine.FulfillAsync(new() { Status = 404, Json = new { status = "not_found", message = "Task not found. It may have expired or never existed." } }));
        site.Model.On(notes, ModelBehaviours.Answer(Second));

        await page.RefineAsync("Less warm.");

        await Expect(page.Result).ToHaveTextAsync(Second);
        await Expect(page.Versions).ToHaveCountAsync(2);
        var asked = site.Model.CallsAbout(notes)[^1].Prompt;
        Assert.Contains(First, asked, StringComparison.Ordinal);
        Assert.Contains("Less warm.", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnesOwnText_IsAVersion_IsCopied_IsRefined_AndOutlivesAReload()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var (page, notes) = await GenerateAsync(visitor, new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await page.Edit.ClickAsync();
        await page.Tab.GetByLabel("Text of the prompt").FillAsync(Own);
        await page.Tab.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Result.Locator("em")).ToHaveTextAsync("my");
        await Expect(page.Versions).ToContainTextAsync(["First version", "Edited by you"]);
        await page.Tab.ReloadAsync();
        await page.Recent.ClickAsync();
        await page.Copy.ClickAsync();
        await Expect(page.Status).ToHaveTextAsync("Copied to the clipboard");
        Assert.Equal(Own, await page.Tab.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await page.RefineAsync("Warmer.");

        await Expect(page.Versions).ToHaveCountAsync(3);
        Assert.Contains(Own, site.Model.CallsAbout(notes)[^1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refine_WithoutWords_AsksForSome()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var (page, _) = await GenerateAsync(visitor);

        await page.Button("Refine").ClickAsync();
        await Expect(page.Tab.Locator("#feedback-error")).ToHaveTextAsync("Say what should change first.");
        await page.Button("Shorter").ClickAsync();

        await Expect(page.Feedback).ToHaveValueAsync("Make it shorter.");
        await Expect(page.Tab.Locator("#feedback-error")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Delete_TakesItFromTheServerAndFromTheList()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var (page, _) = await GenerateAsync(visitor);

        await page.Button("Delete").ClickAsync();
        await page.Button("Delete it").ClickAsync();

        await Expect(page.Recent).ToHaveCountAsync(0);
        await Expect(page.Result).ToBeHiddenAsync();
        var list = await visitor.Api.Http.GetStringAsync("/api/v1/web-knowledge/generate-prompt-async/", Cancellation);
        Assert.Contains("\"results\":[]", list, StringComparison.Ordinal);
    }

    private async Task<(PromptPage Page, string Notes)> GenerateAsync(Visitor visitor, BrowserNewContextOptions? options = null)
    {
        var notes = HeldAnswer.NewNotes();
        site.Model.On(notes, ModelBehaviours.Answer(First));
        var page = await OpenAsync(site.Url, visitor, options);
        await page.GenerateToTheEndAsync(notes);
        return (page, notes);
    }
}
