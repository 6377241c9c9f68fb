namespace PromptGen.BrowserTests;

/// <summary>Generations that an account cannot pay for, in words.</summary>
public sealed class AccountRefusalTests(Chromium chromium, Site site) : PageTest(chromium)
{
    private static readonly DateTimeOffset Past = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public Task NoTokens_IsTold() => AssertToldAsync(new AccountState(0),
        "No tokens left", "Top up the tokens of this account", "0 tokens left");

    [Fact]
    public Task TooFewTokens_IsToldWithTheNumbers() => AssertToldAsync(new AccountState(250),
        "Not enough tokens", "You need at least 700 tokens for prompt enhancement. Available: 250.", "250 tokens left");

    [Fact]
    public Task ExpiredSubscription_IsTold() => AssertToldAsync(new AccountState(Site.TrialTokens, EndDate: Past),
        "Subscription expired", "Renew the subscription", "subscription expired");

    [Fact]
    public Task DeactivatedSubscription_IsTold() => AssertToldAsync(new AccountState(Site.TrialTokens, IsActive: false),
        "Subscription switched off", "The subscription of this account was deactivated.", "no active subscription");

    [Fact]
    public async Task TryAgain_AfterTheAccountIsInOrder_Generates()
    {
        using var visitor = await site.NewVisitorAsync(new AccountState(0), Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        await page.GenerateAsync(HeldAnswer.NewNotes());
        await Expect(page.Failure).ToHaveTextAsync("No tokens left");
        using var admin = await ApiClient.LogInAsync(site.Url, "root", admin: true, Cancellation);
        await admin.PutAccountAsync(visitor.Name, 1000, Cancellation);

        await page.TryAgain.ClickAsync();

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
        await Expect(page.Balance).ToContainTextAsync("700 tokens left");
    }

    private async Task AssertToldAsync(AccountState state, string title, string advice, string balance)
    {
        using var visitor = await site.NewVisitorAsync(state, Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        var notes = HeldAnswer.NewNotes();

        await page.GenerateAsync(notes);

        await Expect(page.Failure).ToHaveTextAsync(title);
        await Expect(page.Advice).ToContainTextAsync(advice);
        await Expect(page.Balance).ToContainTextAsync(balance);
        await Expect(page.Cost).ToContainTextAsync("Nothing was charged");
        await Expect(page.Notes).ToHaveValueAsync(notes);
        Assert.Empty(site.Model.CallsAbout(notes));
    }
}
