namespace PromptGen.BrowserTests;

/// <summary>From notes to a prompt.</summary>
public sealed class GenerateTests(Chromium chromium, Site site) : PageTest(chromium)
{
    private const string RecordProgress = """
        window.seen = [];
        new MutationObserver(changes => seen.push(...changes.map(({ target }) => Number(target.getAttribute('aria-valuenow')))))
          .observe(document, { subtree: true, attributeFilter: ['aria-valuenow'] });
        """;

    [Fact]
    public async Task Progress_RisesStepByStepTo100()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var answer = new HeldAnswer(site.Model, "You are the assistant of Cafe Aurora.");
        var page = await OpenAsync(site.Url, visitor);
        await page.Tab.EvaluateAsync(RecordProgress);

        await page.GenerateAsync(answer.Notes);
        await Expect(page.Progress).ToHaveAttributeAsync("aria-valuenow", "70");
        await Expect(page.Status).ToHaveTextAsync("Waiting for AI response...");
        answer.Finish();
        await Expect(page.Status).ToHaveTextAsync("Prompt generated successfully");
        await Expect(page.Progress).ToBeHiddenAsync();

        var seen = await page.Tab.EvaluateAsync<int[]>("seen");
        Assert.Equal(seen.Order(), seen);
        Assert.Equal((0, 100), (seen[0], seen[^1]));
        Assert.Contains(70, seen);
    }

    [Fact]
    public async Task Text_GrowsAsTheModelWritesIt()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var answer = new HeldAnswer(site.Model, "You are the ", "assistant of ", "Cafe Aurora.");
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateAsync(answer.Notes);

        answer.Write(1);
        await Expect(page.Result).ToHaveTextAsync("You are the ");
        answer.Write(2);
        await Expect(page.Result).ToHaveTextAsync("You are the assistant of ");
        await Expect(page.Status).ToHaveTextAsync("Writing your prompt…");
        answer.Finish();

        await Expect(page.Result).ToHaveTextAsync(answer.Text);
    }

    [Fact]
    public async Task End_ShowsThePromptItsCostAndWhatIsLeft()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await Expect(page.Balance).ToHaveTextAsync("10,000 tokens left14 days left");

        await page.GenerateToTheEndAsync(HeldAnswer.NewNotes());

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
        await Expect(page.Cost).ToHaveTextAsync($"{AllInOne.TokensPerAnswer} tokens used · 9,700 left");
        await Expect(page.Balance).ToContainTextAsync("9,700 tokens left");
    }

    [Fact]
    public async Task Cost_WhileGenerating_SaysWhatIsHeld()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var answer = new HeldAnswer(site.Model, "Never written");
        var page = await OpenAsync(site.Url, visitor);

        await page.GenerateAsync(answer.Notes);

        await Expect(page.Cost).ToHaveTextAsync("700 tokens held until it is done");
    }

    [Fact]
    public async Task Cost_BeforeTheStart_IsEstimated()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);

        await page.Notes.FillAsync(HeldAnswer.NewNotes());

        await Expect(page.Tab.Locator("#estimate")).ToContainTextAsync("About ");
        Assert.Equal(new Account(Site.TrialTokens, Reserved: 0), await visitor.Api.AccountAsync(Cancellation));
    }

    [Fact]
    public async Task Cost_BeforeTheStart_ThatTheAccountCannotPay_IsToldWithTheNumbers()
    {
        using var visitor = await site.NewVisitorAsync(new AccountState(250), Cancellation);
        var page = await OpenAsync(site.Url, visitor);

        await page.Notes.FillAsync(HeldAnswer.NewNotes());

        await Expect(page.Tab.Locator("#estimate")).ToHaveTextAsync("Takes 700 tokens to start; you have 250.");
    }

    [Fact]
    public async Task BusinessType_ByAnotherName_SaysWhichTemplateItIs()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);

        await page.BusinessType.FillAsync("Cafe");
        await Expect(page.Tab.Locator("#type-note")).ToHaveTextAsync("Written by the template “restaurant”.");
        await page.BusinessType.FillAsync("bookbinder");

        await Expect(page.Tab.Locator("#type-note")).ToHaveTextAsync("There is no template for it; the AI is told the word.");
    }

    [Fact]
    public async Task BusinessType_ReachesTheModel()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        var notes = HeldAnswer.NewNotes();

        await page.BusinessType.FillAsync("bookbinder");
        await page.GenerateToTheEndAsync(notes);

        Assert.Contains("bookbinder", Assert.Single(site.Model.CallsAbout(notes)).Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fallback_SaysWhyNoAiWroteItAndThatItIsFree()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        var notes = HeldAnswer.NewNotes();
        site.Model.On(notes, ModelBehaviours.ContentFilter());

        await page.GenerateAsync(notes);

        await Expect(page.Warning).ToContainTextAsync("The AI’s safety filter stopped the answer.");
        await Expect(page.Result).ToHaveTextAsync(notes);
        await Expect(page.Cost).ToHaveTextAsync("Nothing was charged · 10,000 left");
        await Expect(page.TryAgain).ToBeHiddenAsync();
    }

    [Fact]
    public async Task TryAgain_AfterAFallback_AsksTheModelOnceMore()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        var notes = HeldAnswer.NewNotes();
        site.Model.On(notes, ModelBehaviours.Empty());
        await page.GenerateAsync(notes);
        await Expect(page.Warning).ToContainTextAsync("The AI’s answer was not whole.");
        site.Model.On(notes, ModelBehaviours.Answer(FakeModelServer.DefaultText));

        await page.TryAgain.ClickAsync();

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
        await Expect(page.Warning).ToBeHiddenAsync();
    }
}
