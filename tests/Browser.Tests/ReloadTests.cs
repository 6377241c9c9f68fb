namespace PromptGen.BrowserTests;

/// <summary>A page that goes away while a prompt is being made.</summary>
public sealed class ReloadTests(Chromium chromium, Site site) : PageTest(chromium)
{
    [Fact]
    public async Task Reload_WhileGenerating_PicksItUpAndFinishes()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var answer = new HeldAnswer(site.Model, "You are ", "the assistant.");
        answer.Write(1);
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateAsync(answer.Notes);
        await Expect(page.Result).ToHaveTextAsync("You are ");

        await page.Tab.ReloadAsync();

        await Expect(page.Progress).ToHaveAttributeAsync("aria-valuenow", "70");
        await Expect(page.Result).ToHaveTextAsync("You are ");
        answer.Finish();
        await Expect(page.Result).ToHaveTextAsync(answer.Text);
        await Expect(page.Cost).ToContainTextAsync($"{AllInOne.TokensPerAnswer} tokens used");
        Assert.Single(site.Model.CallsAbout(answer.Notes));
    }

    [Fact]
    public async Task Reload_AfterItsEnd_LeavesThePromptInRecent()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var answer = new HeldAnswer(site.Model, "You are the assistant.");
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateAsync(answer.Notes);
        await Expect(page.Recent).ToContainTextAsync(["In progress"]);
        await page.Tab.GotoAsync("about:blank");
        answer.Finish();
        await Eventually.UntilAsync(async () => (await visitor.Api.AccountAsync(Cancellation)).Remaining < Site.TrialTokens, "it is paid for", Cancellation);

        await page.OpenAsync();

        await Expect(page.Recent).ToContainTextAsync(["Done"]);
        await Expect(page.Result).ToHaveTextAsync(answer.Text);
    }

    [Fact]
    public async Task Reload_BeforeTheServersAnswer_StartsNoSecondGeneration()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        var notes = HeldAnswer.NewNotes();
        var answered = new TaskCompletionSource();
        await page.Tab.RouteAsync("**/generate-prompt-async/", async start =>
        {
            await start.FetchAsync();
            answered.TrySetResult(); // And the answer never arrives.
        }, new() { Times = 1 });
        await page.GenerateAsync(notes);
        await answered.Task.WaitAsync(Eventually.Bound, Cancellation);

        await page.Tab.ReloadAsync();

        await Expect(page.Status).ToHaveTextAsync("Prompt generated successfully");
        await Expect(page.Notes).ToHaveValueAsync(notes);
        Assert.Single(site.Model.CallsAbout(notes));
    }
}
