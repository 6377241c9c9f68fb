using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace PromptGen.Gateway.Tests;

public sealed partial class PageTests(GatewayHost development, ProductionHost production)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_AndEveryFileItNames_AreServedAndAskedForAgain()
    {
        using var stranger = production.ClientWith(null);

        using var page = await stranger.GetAsync("/", Stopping);

        var files = FileNames().Matches(await page.Content.ReadAsStringAsync(Stopping)).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var response = await stranger.GetAsync(file, Stopping);
            Assert.Equal((file, HttpStatusCode.OK), (file, response.StatusCode));
            Assert.True(response.Headers.CacheControl?.NoCache);
        }
    }

    [Fact]
    public async Task TypesOfTheModule_AreServedAsText()
    {
        using var stranger = production.ClientWith(null);

        using var types = await stranger.GetAsync("/promptgen.d.ts", Stopping);

        Assert.Equal("text/plain", types.Content.Headers.ContentType?.MediaType);
        Assert.Contains("export function generatePrompt", await types.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageSettings_SayWhetherTokensAreGivenAwayAndWhoWrites()
    {
        using var inDevelopment = development.Client();
        using var elsewhere = production.ClientWith(null);

        Assert.Equal("""{"development":true,"max_prompt_length":20000,"model":"openai"}""", await inDevelopment.GetStringAsync("/app/settings.json", Stopping));
        Assert.Equal("""{"development":false,"max_prompt_length":20000,"model":"openai"}""", await elsewhere.GetStringAsync("/app/settings.json", Stopping));
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/app/main.js", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/docs", 200)]
    [InlineData("/api/v1/billing/account/", 401)]
    [InlineData("/nothing", 404)]
    public async Task Answer_HasTheSecurityHeaders(string route, int status)
    {
        using var stranger = production.ClientWith(null);

        using var response = await stranger.GetAsync(route, Stopping);

        Assert.Equal(status, (int)response.StatusCode);
        AssertSecure(response);
    }

    [Fact]
    public async Task Answer_ToARequestThatThrew_HasTheSecurityHeaders()
    {
        using var client = production.Client("olga");

        using var response = await client.PostAsJsonAsync(
            "/api/v1/web-knowledge/generate-prompt-async/", new { manual_prompt = new string('a', 1_100_000) }, Stopping);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        AssertSecure(response);
    }

    [Fact]
    public async Task Page_MayRunOnlyItsOwnFiles()
    {
        using var stranger = production.ClientWith(null);

        using var response = await stranger.GetAsync("/", Stopping);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    private static void AssertSecure(HttpResponseMessage response)
    {
        Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.False(response.Headers.Contains("Server"));

        string Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.Single() : $"no {name}";
    }

    [GeneratedRegex("(?:href|src)=\"(/[^\"]+\\.[a-z]+)\"")]
    private static partial Regex FileNames();
}
