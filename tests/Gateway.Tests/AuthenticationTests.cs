using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace PromptGen.Gateway.Tests;

public sealed class AuthenticationTests(GatewayHost development, ProductionHost production)
{
    private const string Route = "/api/v1/billing/account/";

    private static readonly Dictionary<string, Func<TestToken, string?>> BadTokens = new()
    {
        ["missing"] = _ => null,
        ["nonsense"] = _ => "nonsense",
        ["alg none"] = token => (token with { Key = null }).Sign(),
        ["tampered"] = token => Tampered(token.Sign()),
        ["another key"] = token => (token with { Key = ProductionHost.Key }).Sign(),
        ["the key that once stood in the source"] = token => (token with { Key = new SymmetricSecurityKey(System.Security.Cryptography.SHA256.HashData("PromptGen development tokens: not a secret"u8)) }).Sign(),
        ["expired"] = token => (token with { ExpiresIn = TimeSpan.FromMinutes(-5) }).Sign(),
        ["not valid yet"] = token => (token with { ExpiresIn = TimeSpan.FromHours(5) }).Sign(),
        ["wrong issuer"] = token => (token with { Issuer = "somebody" }).Sign(),
        ["issuer beyond ASCII"] = token => (token with { Issuer = "é" }).Sign(),
        ["issuer with a line break"] = token => (token with { Issuer = "some\r\nX-Evil: body" }).Sign(),
        ["no issuer"] = token => (token with { Issuer = null }).Sign(),
        ["wrong audience"] = token => (token with { Audience = "something" }).Sign(),
        ["audience beyond ASCII"] = token => (token with { Audience = "é\n" }).Sign(),
        ["no audience"] = token => (token with { Audience = null }).Sign(),
        ["no subject"] = token => (token with { Subject = null }).Sign(),
        ["blank subject"] = token => (token with { Subject = " " }).Sign(),
        ["empty subject"] = token => (token with { Subject = "" }).Sign(),
        ["subject ."] = token => (token with { Subject = "." }).Sign(),
        ["subject .."] = token => (token with { Subject = ".." }).Sign(),
        ["subject with CR and LF"] = token => (token with { Subject = "alice\r\nroot" }).Sign(),
        ["subject with ESC"] = token => (token with { Subject = "alice\u001b[2J" }).Sign(),
        ["subject with C1"] = token => (token with { Subject = "alice\u009b" }).Sign(),
        ["subject of 256 characters"] = token => (token with { Subject = new string('a', 256) }).Sign(),
        ["two subjects"] = token => Claiming(token, "sub", new[] { "alice", "bob" }),
        ["an object for a subject"] = token => Claiming(token, "sub", new Dictionary<string, object> { ["name"] = "alice" }),
        ["a boolean for a subject"] = token => Claiming(token, "sub", true),
        ["a refresh token"] = token => Claiming(token, "token_type", "refresh"),
    };

    public static TheoryData<string> BadTokenNames => [.. BadTokens.Keys];

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(BadTokenNames))]
    public async Task Request_WithoutValidToken_Is401AndNamesNothingButTheScheme(string which)
    {
        using var client = With(BadTokens[which](new TestToken(development.DevelopmentKey)));

        using var response = await client.GetAsync(Route, Stopping);

        await Problem.ReadAsync(response, 401);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().ToString());
    }

    [Theory]
    [InlineData("text/event-stream", Route, 401)]
    [InlineData("text/html", Route, 401)]
    [InlineData("text/event-stream", "/nothing", 404)]
    public async Task Refusal_WhateverTheClientAccepts_IsAProblem(string accept, string route, int status)
    {
        using var client = development.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd(accept);

        using var response = await client.GetAsync(route, Stopping);

        await Problem.ReadAsync(response, status);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("auth0|5f7c8ec7")]
    [InlineData("...")]
    [InlineData("علی 🙂")]
    public async Task Request_WithTheTokenThatTheBadOnesAreMadeFrom_IsAccepted(string subject)
    {
        using var client = With(new TestToken(development.DevelopmentKey) { Subject = subject }.Sign());

        var account = await client.GetStringAsync(Route, Stopping);

        Assert.Equal(subject, JsonElement.Parse(account).GetProperty("user_id").GetString());
    }

    [Fact]
    public async Task Request_WithASubjectOf255Characters_IsAccepted()
    {
        using var client = With(new TestToken(development.DevelopmentKey) { Subject = new string('a', 255) }.Sign());

        using var response = await client.GetAsync(Route, Stopping);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Request_WithinTheAllowedSkew_IsAccepted()
    {
        using var client = With(new TestToken(development.DevelopmentKey) { ExpiresIn = TimeSpan.FromSeconds(-90) }.Sign());

        using var response = await client.GetAsync(Route, Stopping);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Production_TokenOfItsKey_NamesTheUser()
    {
        using var client = production.Client("olga");

        var account = await client.GetStringAsync(Route, Stopping);

        Assert.StartsWith("""{"user_id":"olga",""", account, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_DevelopmentToken_Is401()
    {
        using var client = production.ClientWith(new TestToken(development.DevelopmentKey).Sign());

        using var response = await client.GetAsync(Route, Stopping);

        await Problem.ReadAsync(response, 401);
    }

    [Fact]
    public async Task Production_RightIssuerAndAudienceSignedWithADevelopmentKey_Is401()
    {
        using var client = production.ClientWith(new TestToken(development.DevelopmentKey) { Issuer = ProductionHost.Issuer, Audience = ProductionHost.Audience }.Sign());

        using var response = await client.GetAsync(Route, Stopping);

        await Problem.ReadAsync(response, 401);
    }

    private HttpClient With(string? token)
    {
        var client = development.Client();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static string Claiming(TestToken token, string name, object value) => (token with { Claims = new Dictionary<string, object?> { [name] = value } }).Sign();

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("alice", "admin", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(payload))}.{parts[2]}";
    }
}
