using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace PromptGen.Gateway.Tests;

/// <summary>Tokens as the original's Django makes them: SimpleJWT's defaults, signed with <c>SECRET_KEY</c>, by the recipe of docs/security.md.</summary>
public sealed class DjangoTokenTests(DjangoTokenTests.DjangoHost gateway) : IClassFixture<DjangoTokenTests.DjangoHost>
{
    private const string Account = "/api/v1/billing/account/";
    private const string OthersAccount = "/api/v1/billing/accounts/somebody/";

    private static readonly SymmetricSecurityKey SecretKey = new(Encoding.UTF8.GetBytes("django-insecure-4m!x(p0_k%2w8=t$e&7z+r9@c5v1b3n6q^uy"));

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AccessToken_OfAUserByNumber_NamesTheUser()
    {
        using var client = With(42, "access");

        Assert.StartsWith("""{"user_id":"42",""", await client.GetStringAsync(Account, Stopping), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(42L, "refresh")]
    [InlineData(4.2, "access")]
    [InlineData(null, "access")]
    public async Task Token_ThatIsNoUsersAccessToken_Is401(object? user, string type)
    {
        using var client = With(user, type);

        using var response = await client.GetAsync(Account, Stopping);

        await Problem.ReadAsync(response, 401);
    }

    [Theory]
    [InlineData(1, HttpStatusCode.OK)]
    [InlineData(42, HttpStatusCode.Forbidden)]
    public async Task AdminRoutes_AreOpenToWhoIsNamed(int user, HttpStatusCode expected)
    {
        using var client = With(user, "access");

        using var response = await client.GetAsync(OthersAccount, Stopping);

        Assert.Equal(expected, response.StatusCode);
    }

    private HttpClient With(object? user, string type)
    {
        var claims = new Dictionary<string, object?> { ["token_type"] = type, ["jti"] = Guid.NewGuid().ToString("N"), ["user_id"] = user };
        var token = new TestToken(SecretKey) { Subject = null, Issuer = null, Audience = null, Claims = claims }.Sign();
        var client = gateway.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public sealed class DjangoHost : GatewayHost
    {
        public DjangoHost() => (Environment, Settings) = ("Production",
        [
            $"--Authentication:Schemes:Bearer:SigningKeys:0:Value={Convert.ToBase64String(SecretKey.Key)}",
            "--Authentication:ValidateIssuer=false", "--Authentication:ValidateAudience=false", "--Authentication:UserClaim=user_id", "--Authentication:Admins:0=1",
        ]);
    }
}
