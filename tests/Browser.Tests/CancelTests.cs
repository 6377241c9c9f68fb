namespace PromptGen.BrowserTests;

/// <summary>Stopping a generation from the page.</summary>
public sealed class CancelTests(Chromium chromium, Site site) : PageTest(chromium)
{
    [Fact]
    public async Task Cancel_ClosesTheModelsConnection()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var (_, answer) = await StartAsync(visitor);

        var call = await site.Model.CallAboutAsync(answer.Notes, Cancellation);
        await call.Disconnected.WaitAsync(Eventually.Bound, Cancellation);
    }

    [Fact]
    public async Task Cancel_BeforeAnyText_SaysSoAndThatNothingWasCharged()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var answer = new HeldAnswer(site.Model, "Never written");
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateAsync(answer.Notes);
        await Expect(page.Progress).ToHaveAttributeAsync("aria-valuenow", "70");

        await page.Cancel.ClickAsync();

        await Expect(page.Failure).ToHaveTextAsync("Cancelled");
        await Expect(page.Cost).ToHaveTextAsync("Nothing was charged · 10,000 left");
        await Expect(page.Recent).ToContainTextAsync(["Cancelled"]);
        Assert.Equal(new Account(Site.TrialTokens, Reserved: 0), await visitor.Api.AccountAsync(Cancellation));
    }

    [Fact]
    public async Task Cancel_BeforeTheServersAnswer_StopsWhatItHasStarted()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var answer = new HeldAnswer(site.Model, "Never written");
        var page = await OpenAsync(site.Url, visitor);
        var cancelled = new TaskCompletionSource();
        await page.Tab.RouteAsync("**/generate-prompt-async/", async start =>
        {
            var response = await start.FetchAsync();
            await cancelled.Task;
            await start.FulfillAsync(new() { Response = response });
        });
        await page.GenerateAsync(answer.Notes);
        await page.Cancel.ClickAsync();
        await Expect(page.Status).ToHaveTextAsync("Cancelling…");

        cancelled.SetResult();

        await Expect(page.Failure).ToHaveTextAsync("Cancelled");
        await Expect(page.Cost).ToHaveTextAsync("Nothing was charged · 10,000 left");
    }

    [Fact]
    public async Task Cancel_WhenTheServersAnswerIsLost_StartsNothingMore()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        ExpectInConsole("net::ERR_FAILED");
        var page = await OpenAsync(site.Url, visitor);
        var cancelled = new TaskCompletionSource();
        await page.Tab.RouteAsync("**/generate-prompt-async/", async start =>
        {
            await cancelled.Task;
            await start.AbortAsync();
        });
        await page.GenerateAsync(HeldAnswer.NewNotes());
        await page.Cancel.ClickAsync();
        await Expect(page.Status).ToHaveTextAsync("Cancelling…");

        cancelled.SetResult();

        await Expect(page.Failure).ToHaveTextAsync("Stopped");
        await page.Tab.ReloadAsync();
        await Expect(page.Balance).ToContainTextAsync("10,000 tokens left");
        await Expect(page.Cancel).ToBeHiddenAsync();
    }

    [Fact]
    public async Task TryAgain_AfterCancel_GeneratesFromTheSameNotes()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var (page, answer) = await StartAsync(visitor);
        answer.Finish();

        await page.TryAgain.ClickAsync();

        await Expect(page.Status).ToHaveTextAsync("Prompt generated successfully");
        await Expect(page.Result).ToHaveTextAsync(answer.Text);
    }

    [Fact]
    public async Task TryAgain_OnAnOlderEntry_GeneratesFromThatEntrysNotes()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var (page, answer) = await StartAsync(visitor);
        answer.Finish();
        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());
        const string Draft = "Something else, not finished yet";
        await page.Notes.FillAsync(Draft);
        await page.Recent.Last.ClickAsync();
        await Expect(page.Failure).ToHaveTextAsync("Cancelled");

        await page.TryAgain.ClickAsync();

        await Expect(page.Result).ToHaveTextAsync(answer.Text);
        await Expect(page.Notes).ToHaveValueAsync(Draft);
        Assert.Empty(site.Model.CallsAbout(Draft));
        Assert.Equal(2, site.Model.CallsAbout(answer.Notes).Count);
    }

    /// <summary>A generation whose text had begun to appear when it was cancelled.</summary>
    private async Task<(PromptPage Page, HeldAnswer Answer)> StartAsync(Visitor visitor)
    {
        var answer = new HeldAnswer(site.Model, "You are ", "the assistant.");
        answer.Write(1);
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateAsync(answer.Notes);
        await Expect(page.Result).ToHaveTextAsync("You are ");
        await page.Cancel.ClickAsync();
        await Expect(page.Cancel).ToBeHiddenAsync();
        return (page, answer);
    }
}
