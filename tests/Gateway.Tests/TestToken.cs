using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PromptGen.Silo.Security;

namespace PromptGen.Gateway.Tests;

/// <summary>A token like those of Development, unless a test changes something about it.</summary>
internal sealed record TestToken
{
    public string? Subject { get; init; } = "alice";

    public string? Role { get; init; }

    public string Issuer { get; init; } = DevelopmentTokens.Issuer;

    public string Audience { get; init; } = DevelopmentTokens.Audience;

    /// <summary>What it is signed with; <c>null</c>: nothing, as with <c>alg: none</c>.</summary>
    public SecurityKey? Key { get; init; } = DevelopmentTokens.Key;

    public TimeSpan ExpiresIn { get; init; } = TimeSpan.FromHours(1);

    public string Sign()
    {
        var claims = new Dictionary<string, object>();
        if (Subject is not null)
            claims["sub"] = Subject;
        if (Role is not null)
            claims["role"] = Role;
        var expires = TimeProvider.System.GetUtcNow().UtcDateTime + ExpiresIn;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = claims,
            NotBefore = expires - TimeSpan.FromHours(2),
            Expires = expires,
            SigningCredentials = Key is null ? null : new SigningCredentials(Key, SecurityAlgorithms.HmacSha256),
        });
    }
}
