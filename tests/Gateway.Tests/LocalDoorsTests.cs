using System.Text;

namespace PromptGen.Gateway.Tests;

/// <summary>Development gives tokens away; only to this machine.</summary>
public sealed class LocalDoorsTests(GatewayHost development, ProductionHost production)
{
    private const string Tokens = "/api/v1/auth/dev-token/";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Tokens, "evil.example", 400)]
    [InlineData(Tokens, "localhost.evil.example", 400)]
    [InlineData(Tokens, "localhost", 200)]
    [InlineData(Tokens, "LOCALHOST:8000", 200)]
    [InlineData(Tokens, "127.0.0.1", 200)]
    [InlineData(Tokens, "[::1]:8000", 200)]
    [InlineData("/", "evil.example", 400)]
    [InlineData("/dashboard/", "evil.example", 400)]
    [InlineData("/health/live", "evil.example", 400)]
    public async Task Development_AnswersToTheNamesOfThisMachineAlone(string route, string host, int status)
    {
        var answer = await Ask(route, host);

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 400, answer.IsProblem);
        Assert.Contains("\r\nX-Content-Type-Options: nosniff", answer.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("X-Forwarded-For: 127.0.0.1")]
    [InlineData("x-forwarded-host: localhost")]
    [InlineData("X-Forwarded-Proto: http")]
    [InlineData("Forwarded: for=127.0.0.1")]
    [InlineData("X-Real-IP: 127.0.0.1")]
    [InlineData("Via: 1.1 proxy")]
    public async Task DevelopmentToken_ThroughAProxy_Is404(string header)
    {
        var answer = await Ask(Tokens, "localhost", header);

        Assert.Equal((404, true), (answer.Status, answer.IsProblem));
    }

    [Fact]
    public async Task Production_AnswersToAnyHost_UnlessToldOtherwise()
    {
        using var client = production.ClientWith(null);
        client.DefaultRequestHeaders.Host = "prompts.example";

        using var response = await client.GetAsync("/health/live", Stopping);

        Assert.Equal(200, (int)response.StatusCode);
    }

    private Task<RawAnswer> Ask(string route, string host, params string[] headers) => RawHttp.SendAsync(
        development.Address, route == Tokens ? "POST" : "GET", route,
        route == Tokens ? Encoding.UTF8.GetBytes("""{"user":"alice","admin":true}""") : [],
        ["Content-Type: application/json", .. headers, $"Host: {host}"]);
}
