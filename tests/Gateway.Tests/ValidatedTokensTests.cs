using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PromptGen.Gateway.Tests;

/// <summary>A token that was validated a moment ago is not validated again, and is refused all the same when it would be without.</summary>
public sealed class ValidatedTokensTests
{
    private static readonly SymmetricSecurityKey Another = new([.. Enumerable.Range(2, 64).Select(number => (byte)number)]);

    // What the service allows by default.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task SameToken_AskedAgain_IsNotValidatedAgain()
    {
        await using var host = await TokenHost.StartAsync([ProductionHost.Key]);
        var token = Token("alice");

        Assert.Equal("alice", await host.Ask(token));
        Assert.Equal("alice", await host.Ask(token));
        Assert.Equal(1, host.Validations);
        Assert.Equal("bob", await host.Ask(Token("bob")));
        Assert.Equal(2, host.Validations);
    }

    [Fact]
    public async Task SameToken_AfterFiveMinutes_IsValidatedAgain()
    {
        await using var host = await TokenHost.StartAsync([ProductionHost.Key]);
        var token = Token("alice");
        await host.Ask(token);

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.Ask(token);
        Assert.Equal(1, host.Validations);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Ask(token);

        Assert.Equal(2, host.Validations);
    }

    [Fact]
    public async Task KnownToken_IsRefusedTheSecondItWouldBeWithout()
    {
        await using var host = await TokenHost.StartAsync([ProductionHost.Key]);
        var token = Token("alice", TimeSpan.FromMinutes(1));
        // Tokens tell whole seconds.
        var end = DateTimeOffset.FromUnixTimeSeconds(new JsonWebToken(token).GetPayloadValue<long>("exp")) + Skew;
        await host.Ask(token);

        host.Clock.SetUtcNow(end);
        Assert.Equal("alice", await host.Ask(token));
        Assert.Equal(1, host.Validations);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("401", await host.Ask(token));

        // As one that was never seen before.
        await using var fresh = await TokenHost.StartAsync([ProductionHost.Key]);
        fresh.Clock.SetUtcNow(end + TimeSpan.FromSeconds(1));
        Assert.Equal("401", await fresh.Ask(token));
    }

    [Fact]
    public async Task TokenWithAnEndBeyondTheCalendar_IsAccepted()
    {
        await using var host = await TokenHost.StartAsync([ProductionHost.Key]);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = ProductionHost.Issuer,
            Audience = ProductionHost.Audience,
            Claims = new Dictionary<string, object> { ["sub"] = "alice" },
            Expires = DateTime.MaxValue,
            SigningCredentials = new SigningCredentials(ProductionHost.Key, SecurityAlgorithms.HmacSha256),
        });

        Assert.Equal("alice", await host.Ask(token));
        Assert.Equal("alice", await host.Ask(token));
    }

    [Fact]
    public async Task RefusedToken_IsNeverKept()
    {
        await using var host = await TokenHost.StartAsync([ProductionHost.Key]);
        var refresh = (Signed("alice") with { Claims = new Dictionary<string, object?> { ["token_type"] = "refresh" } }).Sign();
        var foreign = (Signed("alice") with { Key = Another }).Sign();

        foreach (var token in (string[])[refresh, refresh, foreign, foreign])
            Assert.Equal("401", await host.Ask(token));

        Assert.Equal(4, host.Validations);
        Assert.Equal(0, host.Validated.Count);
    }

    [Fact]
    public async Task ConfiguredKeys_Changed_RefuseAKnownTokenAtOnce()
    {
        await using var host = await TokenHost.StartAsync([ProductionHost.Key]);
        var token = Token("alice");
        await host.Ask(token);

        host.Configure(Another);

        Assert.Equal("401", await host.Ask(token));
    }

    [Fact]
    public async Task ProvidersKeys_Changed_RefuseAKnownTokenAtOnce()
    {
        var provider = new TokenHost.Provider();
        provider.Publish(ProductionHost.Key);
        await using var host = await TokenHost.StartAsync([], provider);
        var token = Token("alice");
        await host.Ask(token);
        await host.Ask(token);
        Assert.Equal(1, host.Validations);

        provider.Publish(Another);

        Assert.Equal("401", await host.Ask(token));
    }

    [Fact]
    public async Task ProvidersKeys_FetchedAgainWithTheTokensStillAmongThem_AcceptItOnceValidatedAgain()
    {
        var provider = new TokenHost.Provider();
        provider.Publish(ProductionHost.Key);
        await using var host = await TokenHost.StartAsync([], provider);
        var token = Token("alice");
        await host.Ask(token);

        provider.Publish(ProductionHost.Key, Another);
        await host.Ask(token);
        await host.Ask(token);

        Assert.Equal(2, host.Validations);
    }

    [Fact]
    public async Task KnownTokens_AreBounded()
    {
        await using var host = await TokenHost.StartAsync([ProductionHost.Key], capacity: 3);

        for (var user = 0; user < 10; user++)
            Assert.Equal($"user-{user}", await host.Ask(Token($"user-{user}")));

        Assert.InRange(host.Validated.Count, 1, 3);
    }

    [Fact]
    public async Task AdministratorByName_IsOneOnEveryRequest_AndOnlyOnce()
    {
        await using var host = await TokenHost.StartAsync([ProductionHost.Key]);
        var token = Token("root");

        for (var request = 0; request < 3; request++)
            Assert.Equal("root admin", await host.Ask(token));
    }

    [Fact]
    public async Task Identity_HoldsNoToken()
    {
        await using var host = await TokenHost.StartAsync([ProductionHost.Key]);
        var token = Token("alice");

        Assert.Equal("no token", await host.Ask(token, "/identity"));
        Assert.Equal("no token", await host.Ask(token, "/identity"));
    }

    private static string Token(string user, TimeSpan? expiresIn = null) => (Signed(user) with { ExpiresIn = expiresIn ?? TimeSpan.FromHours(1) }).Sign();

    private static TestToken Signed(string user) => new(ProductionHost.Key) { Subject = user, Issuer = ProductionHost.Issuer, Audience = ProductionHost.Audience };
}
