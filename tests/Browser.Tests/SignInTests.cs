namespace PromptGen.BrowserTests;

/// <summary>Where the page's token comes from, outside Development.</summary>
public sealed class SignInTests(Chromium chromium, ProductionSite site) : PageTest(chromium), IClassFixture<ProductionSite>
{
    [Fact]
    public async Task Generate_WithoutAToken_AsksForOneAndGoesOn()
    {
        var token = await site.NewTokenAsync(Cancellation);
        var page = await PrepareAsync(site.Url);
        await page.OpenAsync();

        await page.GenerateAsync(HeldAnswer.NewNotes());
        await EnterAsync(page, token);

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
        await Expect(page.Balance).ToContainTextAsync("700 tokens left");
        await Expect(page.Button("Enter token")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task NotNow_SaysThatATokenIsNeeded()
    {
        var page = await PrepareAsync(site.Url);
        await page.OpenAsync();
        await page.GenerateAsync(HeldAnswer.NewNotes());

        await page.Button("Not now").ClickAsync();

        await Expect(page.Failure).ToHaveTextAsync("A valid token is needed");
        await Expect(page.Button("Enter token")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WrongToken_IsAskedForAgain()
    {
        var token = await site.NewTokenAsync(Cancellation);
        ExpectInConsole("the server responded with a status of 401");
        var page = await PrepareAsync(site.Url);
        await page.OpenAsync();
        await page.GenerateAsync(HeldAnswer.NewNotes());

        await page.Tab.RunAndWaitForResponseAsync(() => EnterAsync(page, "wrong"), response => response.Status == 401);
        await EnterAsync(page, token);

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
    }

    [Fact]
    public async Task EnteredToken_OutlivesAReload()
    {
        var token = await site.NewTokenAsync(Cancellation);
        var page = await PrepareAsync(site.Url);
        await page.OpenAsync();
        await page.Button("Enter token").ClickAsync();
        await EnterAsync(page, token);
        await Expect(page.Balance).ToContainTextAsync("1,000 tokens left");

        await page.Tab.ReloadAsync();

        await Expect(page.Balance).ToContainTextAsync("1,000 tokens left");
    }

    [Fact]
    public async Task UnfinishedGeneration_InATabWithoutAToken_OpensNoDialog()
    {
        var page = await PrepareAsync(site.Url);
        await page.Tab.AddInitScriptAsync("""
            localStorage['promptgen.history'] = JSON.stringify([{ id: '2b1e0a5c-5a5e-4b6c-9d53-0d6f3c1c8e11', at: new Date().toISOString(), words: 'Cafe' }]);
            """);

        await page.OpenAsync();

        await Expect(page.Failure).ToHaveTextAsync("A valid token is needed");
        await Expect(page.TokenDialog).ToBeHiddenAsync();
        await page.TryAgain.ClickAsync();
        await Expect(page.TokenDialog).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Site_WhoseTokensFailedOnce_IsAskedAgain()
    {
        var token = await site.NewTokenAsync(Cancellation);
        var page = await PrepareAsync(site.Url);
        await page.Tab.AddInitScriptAsync($"let asked = 0; window.promptgenToken = async () => {{ if (++asked === 1) throw new TypeError('Failed to fetch'); return '{token}'; }};");
        await page.OpenAsync();
        await Expect(page.Balance).ToHaveTextAsync("Your token is no longer valid");

        await page.GenerateAsync(HeldAnswer.NewNotes());

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
    }

    [Fact]
    public async Task Site_ThatHandsOutTokens_IsAskedForANewOneAfterARefusal()
    {
        var token = await site.NewTokenAsync(Cancellation);
        ExpectInConsole("the server responded with a status of 401");
        var page = await PrepareAsync(site.Url);
        await page.Tab.AddInitScriptAsync($"window.promptgenToken = refused => refused === 'old' ? '{token}' : 'old';");
        await page.OpenAsync();

        await page.GenerateAsync(HeldAnswer.NewNotes());

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
    }

    [Fact]
    public async Task TokenOfASignInPage_IsTaken()
    {
        var token = await site.NewTokenAsync(Cancellation);
        var page = await PrepareAsync(site.Url);
        await page.Tab.AddInitScriptAsync($"sessionStorage['promptgen.token'] = '{token}';");

        await page.OpenAsync();

        await Expect(page.Balance).ToContainTextAsync("1,000 tokens left");
    }

    [Fact]
    public async Task RefusedToken_IsToldBesideTheBalance()
    {
        ExpectInConsole("the server responded with a status of 401");
        var page = await PrepareAsync(site.Url);
        await page.Tab.AddInitScriptAsync("window.promptgenToken = 'wrong';");

        await page.OpenAsync();

        await Expect(page.Balance).ToHaveTextAsync("Your token is no longer valid");
        await Expect(page.Button("Enter token")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task NoSubscription_IsTold()
    {
        var page = await PrepareAsync(site.Url);
        await page.Tab.AddInitScriptAsync($"window.promptgenToken = '{site.StrangersToken()}';");
        await page.OpenAsync();

        await page.GenerateAsync(HeldAnswer.NewNotes());

        await Expect(page.Failure).ToHaveTextAsync("No subscription yet");
        await Expect(page.Balance).ToHaveTextAsync("0 tokens leftno active subscription");
    }

    private static async Task EnterAsync(PromptPage page, string token)
    {
        await page.TokenDialog.GetByLabel("Token", new() { Exact = true }).FillAsync(token);
        await page.Button("Use this token").ClickAsync();
    }
}
