using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PromptGen.Silo.Security;

/// <summary>
/// Tokens for trying PromptGen out. Their key is public, so they are issued and accepted in the Development
/// environment alone; it is the same everywhere, so that they outlive a restart and suit every gateway.
/// </summary>
public sealed class DevelopmentTokens(TimeProvider clock)
{
    /// <summary>Who issues them.</summary>
    public const string Issuer = "promptgen-development";

    /// <summary>Whom they are for.</summary>
    public const string Audience = "promptgen";

    /// <summary>How long one is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The public key they are signed with.</summary>
    public static readonly SymmetricSecurityKey Key = new(SHA256.HashData(Encoding.UTF8.GetBytes("PromptGen development tokens: not a secret")));

    /// <summary>Issues a token.</summary>
    public string Issue(string userId, bool isAdmin, string? businessType)
    {
        var claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = userId };
        if (isAdmin)
            claims["role"] = "admin";
        if (businessType is not null)
            claims["business_type"] = businessType;
        var now = clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = claims,
            NotBefore = now,
            IssuedAt = now,
            Expires = now + Lifetime,
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.HmacSha256),
        });
    }
}
