using System.Net.Http.Headers;
using Microsoft.IdentityModel.Tokens;

[assembly: AssemblyFixture(typeof(PromptGen.Gateway.Tests.ProductionHost))]

namespace PromptGen.Gateway.Tests;

/// <summary>The Gateway in Production: it knows one issuer of tokens and one foreign origin.</summary>
public sealed class ProductionHost : IAsyncLifetime
{
    /// <summary>Who issues the tokens it accepts.</summary>
    public const string Issuer = "https://issuer.example";

    /// <summary>Whom they are for.</summary>
    public const string Audience = "promptgen-production";

    /// <summary>The origin that frontends may call from.</summary>
    public const string Origin = "https://shop.example";

    /// <summary>The key they are signed with.</summary>
    public static readonly SymmetricSecurityKey Key = new([.. Enumerable.Range(1, 64).Select(number => (byte)number)]);

    private const string Bearer = "--Authentication:Schemes:Bearer";

    private readonly GatewayHost _gateway = new()
    {
        Environment = "Production",
        Settings =
        [
            $"{Bearer}:SigningKeys:0:Issuer={Issuer}", $"{Bearer}:SigningKeys:0:Value={Convert.ToBase64String(Key.Key)}",
            $"{Bearer}:ValidIssuer={Issuer}", $"{Bearer}:ValidAudiences:0={Audience}", $"--Cors:AllowedOrigins:0={Origin}",
        ],
    };

    public ValueTask InitializeAsync() => _gateway.InitializeAsync();

    /// <summary>Where it listens.</summary>
    public Uri Address => _gateway.Address;

    /// <summary>A token of the configured issuer.</summary>
    public static string Token(string user, string? role = null, TimeSpan? expiresIn = null, int padding = 0) => new TestToken(Key)
    {
        Subject = user,
        Role = role,
        Issuer = Issuer,
        Audience = Audience,
        ExpiresIn = expiresIn ?? TimeSpan.FromHours(1),
        Claims = new Dictionary<string, object?> { ["groups"] = new string('a', padding) },
    }.Sign();

    /// <summary>A client with a token of the configured issuer.</summary>
    public HttpClient Client(string user, string? role = null) => ClientWith(Token(user, role));

    /// <summary>A client with any token; without one, a stranger.</summary>
    public HttpClient ClientWith(string? token)
    {
        var client = _gateway.Client();
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();
}
