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
    public async Task Recent_OpenedBeforeTheServersAnswer_KeepsTheNewGeneration()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());
        var answer = new HeldAnswer(site.Model, "You are the other assistant.");
        var turned = new TaskCompletionSource();
        await page.Tab.RouteAsync("**/generate-prompt-async/", async start =>
        {
            await turned.Task;
            await start.ContinueAsync();
        });
        await page.GenerateAsync(answer.Notes);

        await page.Recent.First.ClickAsync();
        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
        turned.SetResult();

        await Expect(page.Recent).ToContainTextAsync([$"{answer.Notes}In progress", "Done"]);
        answer.Finish();
        await page.Recent.First.ClickAsync();
        await Expect(page.Result).ToHaveTextAsync(answer.Text);
    }

    [Fact]
    public async Task Recent_ThatNobodyWatches_GetsItsResultAllTheSame()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await PrepareAsync(site.Url);
        await page.Tab.Clock.InstallAsync();
        await page.Tab.AddInitScriptAsync($"window.promptgenToken = '{visitor.Token}';");
        await page.OpenAsync();
        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());
        var answer = new HeldAnswer(site.Model, "You are the other assistant.");
        await page.GenerateAsync(answer.Notes);
        await Expect(page.Recent).ToContainTextAsync(["In progress", "Done"]);
        await page.Recent.Last.ClickAsync();
        answer.Finish();
        var left = Site.TrialTokens - (2 * AllInOne.TokensPerAnswer);
        await Eventually.UntilAsync(async () => (await visitor.Api.AccountAsync(Cancellation)).Remaining == left, "both are paid for", Cancellation);

        await page.Tab.Clock.FastForwardAsync(60_000);

        await Expect(page.Recent).ToContainTextAsync(["Done", "Done"]);
        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
    }

    [Fact]
    public async Task TryAgain_WhenItCouldNotBeFollowed_FollowsTheSameGeneration()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.Tab.RouteAsync("**/events/", events => events.FulfillAsync(new() { ContentType = "text/event-stream", Body = "data: {\nevent: status\n\n" }), new() { Times = 1 });
        var notes = HeldAnswer.NewNotes();
        await page.GenerateAsync(notes);
        await Expect(page.Failure).ToHaveTextAsync("That did not work");

        await page.TryAgain.ClickAsync();

        await Expect(page.Status).ToHaveTextAsync("Prompt generated successfully");
        await Expect(page.Recent).ToHaveCountAsync(1);
        Assert.Single(site.Model.CallsAbout(notes));
    }

    [Fact]
    public async Task BlockedSiteData_LeavesThePageInWorkingOrder()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await PrepareAsync(site.Url);
        await page.Tab.AddInitScriptAsync($$"""
            window.promptgenToken = '{{visitor.Token}}';
            for (const storage of ['localStorage', 'sessionStorage'])
              Object.defineProperty(window, storage, { get() { throw new DOMException('Access is denied.', 'SecurityError'); } });
            """);
        await page.OpenAsync();

        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
        await Expect(page.Recent).ToContainTextAsync(["Done"]);
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
