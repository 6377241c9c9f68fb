using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PromptGen.ServiceDefaults.Security;

/// <summary>Tokens for trying PromptGen out, issued and accepted in the Development environment alone.</summary>
/// <param name="key">What they are signed with.</param>
/// <param name="userClaim">The claim that names the user.</param>
/// <param name="clock">Tells when they are issued.</param>
public sealed class DevelopmentTokens(SymmetricSecurityKey key, string userClaim, TimeProvider clock)
{
    /// <summary>Who issues them.</summary>
    public const string Issuer = "promptgen-development";

    /// <summary>Whom they are for.</summary>
    public const string Audience = "promptgen";

    /// <summary>How long one is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>What they are signed with.</summary>
    public SymmetricSecurityKey Key => key;

    /// <summary>Issues a token.</summary>
    public string Issue(string userId, bool isAdmin, string? businessType)
    {
        var claims = new Dictionary<string, object> { [userClaim] = userId };
        if (isAdmin)
            claims["role"] = Policies.Admin;
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
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
    }
}
