using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.Tokens;
using PromptGen.Silo.Hosting;
using PromptGen.Silo.Security;

namespace PromptGen.Gateway.Tests;

public sealed class AuthenticationTests(GatewayHost development, ProductionHost production)
{
    private const string Route = "/api/v1/billing/account/";

    private static readonly Dictionary<string, string?> BadTokens = new()
    {
        ["missing"] = null,
        ["nonsense"] = "nonsense",
        ["alg none"] = new TestToken { Key = null }.Sign(),
        ["tampered"] = Tampered(new TestToken().Sign()),
        ["another key"] = new TestToken { Key = ProductionHost.Key }.Sign(),
        ["expired"] = new TestToken { ExpiresIn = TimeSpan.FromMinutes(-5) }.Sign(),
        ["not valid yet"] = new TestToken { ExpiresIn = TimeSpan.FromHours(5) }.Sign(),
        ["wrong issuer"] = new TestToken { Issuer = "somebody" }.Sign(),
        ["wrong audience"] = new TestToken { Audience = "something" }.Sign(),
        ["no subject"] = new TestToken { Subject = null }.Sign(),
        ["blank subject"] = new TestToken { Subject = " " }.Sign(),
    };

    public static TheoryData<string> BadTokenNames => [.. BadTokens.Keys];

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(BadTokenNames))]
    public async Task Request_WithoutValidToken_Is401AndNamesTheScheme(string which)
    {
        using var client = development.Client();
        client.DefaultRequestHeaders.Authorization = BadTokens[which] is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;

        using var response = await client.GetAsync(Route, Stopping);

        await Problem.ReadAsync(response, 401);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
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

    [Fact]
    public async Task Request_WithTheTokenThatTheBadOnesAreMadeFrom_IsAccepted()
    {
        using var client = development.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new TestToken().Sign());

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
        using var client = production.ClientWith(new TestToken().Sign());

        using var response = await client.GetAsync(Route, Stopping);

        await Problem.ReadAsync(response, 401);
    }

    [Fact]
    public async Task Production_RightIssuerAndAudienceSignedWithTheDevelopmentKey_Is401()
    {
        using var client = production.ClientWith(new TestToken { Issuer = ProductionHost.Issuer, Audience = ProductionHost.Audience }.Sign());

        using var response = await client.GetAsync(Route, Stopping);

        await Problem.ReadAsync(response, 401);
    }

    [Fact]
    public void Start_OutsideDevelopmentWithoutAnyKey_SaysWhatToSet()
    {
        var builder = WebApplication.CreateBuilder(["--environment", "Production"]);

        var failure = Assert.Throws<StartupException>(builder.RequireTokenValidation);

        Assert.Contains("Authentication:Schemes:Bearer:Authority", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Authentication:Schemes:Bearer:SigningKeys:0:Value", failure.Message, StringComparison.Ordinal);
    }

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("alice", "admin", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(payload))}.{parts[2]}";
    }
}
