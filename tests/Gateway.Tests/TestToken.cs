using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Tests;

/// <summary>A token like those of Development, unless a test changes something about it.</summary>
/// <param name="Key">What it is signed with; <c>null</c>: nothing, as with <c>alg: none</c>.</param>
internal sealed record TestToken(SecurityKey? Key)
{
    public string? Subject { get; init; } = "alice";

    public string? Role { get; init; }

    public string? Issuer { get; init; } = DevelopmentTokens.Issuer;

    public string? Audience { get; init; } = DevelopmentTokens.Audience;

    public TimeSpan ExpiresIn { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Claims beside these, or instead of them.</summary>
    public IReadOnlyDictionary<string, object?> Claims { get; init; } = new Dictionary<string, object?>();

    public string Sign()
    {
        var claims = new Dictionary<string, object>();
        if (Subject is not null)
            claims["sub"] = Subject;
        if (Role is not null)
            claims["role"] = Role;
        foreach (var (name, value) in Claims)
            claims[name] = value!;
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
