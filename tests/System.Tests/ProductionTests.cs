using System.Net;
using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests;

/// <summary>Outside Development: tokens of a configured issuer, and nothing for free.</summary>
public sealed class ProductionTests
{
    private static readonly TokenIssuer Issuer = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_OfTheConfiguredIssuer_OpensAnAccountWithoutATrial()
    {
        using var data = new TempDirectory();
        await using var gateway = Start(data);
        await gateway.WaitUntilReadyAsync(Cancellation);
        using var user = new ApiClient(gateway.Url, Issuer.Token("alice"));

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

    private static GatewayProcess Start(TempDirectory data) => GatewayProcess.Start(new Dictionary<string, string?>(Issuer.Settings)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Redis__DataDirectory"] = data.Path,
    });
}
