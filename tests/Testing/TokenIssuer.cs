using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PromptGen.Testing;

/// <summary>Somebody outside who signs users in, as a program in Production needs one.</summary>
public sealed class TokenIssuer
{
    private const string Name = "https://issuer.test", Audience = "promptgen-production";

    private readonly SymmetricSecurityKey _key = new(RandomNumberGenerator.GetBytes(32));

    /// <summary>The environment variables by which a program trusts this issuer.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Authentication__Schemes__Bearer__ValidIssuer"] = Name,
        ["Authentication__Schemes__Bearer__ValidAudiences__0"] = Audience,
        ["Authentication__Schemes__Bearer__SigningKeys__0__Issuer"] = Name,
        ["Authentication__Schemes__Bearer__SigningKeys__0__Value"] = Convert.ToBase64String(_key.Key),
    };

    /// <summary>A token for a user, who may have a role.</summary>
    public string Token(string user, string? role = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Name,
        Audience = Audience,
        Claims = new Dictionary<string, object> { ["sub"] = user, ["role"] = role ?? "" },
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
        SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
    });
}
