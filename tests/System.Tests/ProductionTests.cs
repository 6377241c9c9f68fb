using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

/// <summary>Outside Development: tokens of a configured issuer, and nothing for free.</summary>
public sealed class ProductionTests
{
    private const string Issuer = "https://issuer.test", Audience = "promptgen-production";

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_OfTheConfiguredIssuer_OpensAnAccountWithoutATrial()
    {
        using var data = new TempDirectory();
        await using var gateway = Start(data);
        await gateway.WaitUntilReadyAsync(Cancellation);
        using var user = new ApiClient(gateway.Url, Token());

        var account = await user.AccountAsync(Cancellation);

        Assert.Equal(new Account(0, 0), account);
    }

    [Fact]
    public async Task DevelopmentTokens_OutsideDevelopment_DoNotExist()
    {
        using var data = new TempDirectory();
        await using var gateway = Start(data);
        await gateway.WaitUntilReadyAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = gateway.Url };

        using var answer = await http.PostAsync("/api/v1/auth/dev-token/", new StringContent("{\"user\":\"alice\"}"), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static GatewayProcess Start(TempDirectory data) => GatewayProcess.Start(new Dictionary<string, string?>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Redis__DataDirectory"] = data.Path,
        ["Authentication__Schemes__Bearer__ValidIssuer"] = Issuer,
        ["Authentication__Schemes__Bearer__ValidAudiences__0"] = Audience,
        ["Authentication__Schemes__Bearer__SigningKeys__0__Issuer"] = Issuer,
        ["Authentication__Schemes__Bearer__SigningKeys__0__Value"] = Convert.ToBase64String(Key),
    });

    private static string Token() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Audience,
        Claims = new Dictionary<string, object> { ["sub"] = "alice" },
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Key), SecurityAlgorithms.HmacSha256),
    });
}
