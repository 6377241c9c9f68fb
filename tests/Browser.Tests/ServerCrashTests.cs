namespace PromptGen.BrowserTests;

/// <summary>kill -9 of the whole server under a page that stays open.</summary>
public sealed class ServerCrashTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task Kill_WhileGenerating_ThePageSaysItTriesAgain_ThenFinishes()
    {
        await using var server = await AllInOne.StartAsync();
        var answer = new HeldAnswer(server.Model, "You are ", "the assistant.");
        answer.Write(1);
        // Nobody hands a token over: the page takes the server's for developers, whose key dies with the server.
        var page = await PrepareAsync(server.Url);
        await page.OpenAsync();
        await page.GenerateAsync(answer.Notes);
        await Expect(page.Result).ToHaveTextAsync("You are ");

        ExpectInConsole("Failed to load resource");
        ExpectInConsole("net::ERR_");
        await server.Gateway.KillAsync();
        await Expect(page.Status).ToHaveTextAsync("Connection lost. Trying again…");
        await server.StartAgainAsync();
        answer.Finish();

        await Expect(page.Status).ToHaveTextAsync("Prompt generated successfully");
        await Expect(page.Result).ToHaveTextAsync(answer.Text);
        await Expect(page.Cost).ToHaveTextAsync($"{AllInOne.TokensPerAnswer} tokens used · 9,700 left");
    }
}
