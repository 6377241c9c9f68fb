namespace PromptGen.BrowserTests;

/// <summary>A server that is away, or has no time just now.</summary>
public sealed class ConnectionTests(Chromium chromium, Site site) : PageTest(chromium)
{
    [Fact]
    public async Task Offline_SaysItTriesAgain_ThenFinishes()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await GoOfflineAsync(visitor);
        await page.GenerateAsync(HeldAnswer.NewNotes());
        await Expect(page.Status).ToHaveTextAsync("Connection lost. Trying again…");

        await page.Tab.Context.SetOfflineAsync(false);

        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
    }

    [Fact]
    public async Task Cancel_WhileOffline_StopsBeforeAnythingHasStarted()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await GoOfflineAsync(visitor);
        var notes = HeldAnswer.NewNotes();
        await page.GenerateAsync(notes);
        await Expect(page.Status).ToHaveTextAsync("Connection lost. Trying again…");

        await page.Cancel.ClickAsync();

        await Expect(page.Failure).ToHaveTextAsync("Stopped");
        await Expect(page.Advice).ToHaveTextAsync("You stopped before the server had confirmed the start.");
        await Expect(page.Notes).ToHaveValueAsync(notes);
    }

    [Theory]
    [InlineData(503, "The server is busy. Trying again…")]
    [InlineData(429, "Too many requests. Going on in 2 seconds…")]
    public async Task Refusal_ForNow_IsToldAndTriedAgain(int status, string words)
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        var page = await OpenAsync(site.Url, visitor);
        ExpectInConsole($"the server responded with a status of {status}");
        await page.Tab.RouteAsync("**/generate-prompt-async/", start => start.FulfillAsync(new()
        {
            Status = status,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "2" },
        }), new() { Times = 1 });

        await page.GenerateAsync(HeldAnswer.NewNotes());

        await Expect(page.Status).ToHaveTextAsync(words);
        await Expect(page.Result).ToHaveTextAsync(FakeModelServer.DefaultText);
    }

    [Fact]
    public async Task Balance_WhileTheServerIsAway_SaysSo()
    {
        using var visitor = await site.NewVisitorAsync(Cancellation);
        ExpectInConsole("net::ERR_FAILED");
        var page = await PrepareAsync(site.Url);
        await page.Tab.RouteAsync("**/billing/account/", account => account.AbortAsync());
        await page.Tab.AddInitScriptAsync($"window.promptgenToken = '{visitor.Token}';");

        await page.OpenAsync();

        await Expect(page.Balance).ToHaveTextAsync("Server not reachable, trying again…");
        await page.Tab.UnrouteAllAsync();
        await Expect(page.Balance).ToContainTextAsync("10,000 tokens left");
    }

    private async Task<PromptPage> GoOfflineAsync(Visitor visitor)
    {
        var page = await OpenAsync(site.Url, visitor);
        await Expect(page.Balance).ToContainTextAsync("10,000 tokens left");
        ExpectInConsole("net::ERR_INTERNET_DISCONNECTED");
        await page.Tab.Context.SetOfflineAsync(true);
        return page;
    }
}
