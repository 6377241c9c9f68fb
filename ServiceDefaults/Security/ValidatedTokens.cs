using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace PromptGen.ServiceDefaults.Security;

/// <summary>
/// Whom tokens name that were validated within the last five minutes, because clients poll and each poll carries the same token. A token is accepted
/// from here only as long as it would be without: until it expires, by the same allowed skew, and while the keys are the same. What was refused
/// is never kept, and of a token only its SHA-256.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="capacity">The most that are kept; beyond, those that were not asked for longest go.</param>
public sealed class ValidatedTokens(TimeProvider clock, int capacity = 20_000) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _users = new(new MemoryCacheOptions { SizeLimit = capacity });

    /// <summary>How many are kept.</summary>
    public int Count => _users.Count;

    /// <summary>Accepts the token of a request without validating it, if it is known.</summary>
    internal async Task Recall(MessageReceivedContext context)
    {
        if (Find(TokenOf(context)) is { } known && clock.GetUtcNow() <= known.Until
            && known.Options == context.Options && known.Keys == await KeysOf(context.Options, context.HttpContext.RequestAborted))
        {
            // A principal of its own for each request, to which identities may be added.
            (context.Principal, context.Properties) = (new ClaimsPrincipal(known.Identity), known.Properties);
            context.Success();
        }
    }

    /// <summary>Keeps whom a token names that has just been validated.</summary>
    internal async Task Remember(TokenValidatedContext context)
    {
        var (options, token) = (context.Options, (JsonWebToken)context.SecurityToken);
        var keys = await KeysOf(options, context.HttpContext.RequestAborted);
        // One that the provider has withdrawn meanwhile is not known again.
        if (keys?.SigningKeys.Contains(token.SigningKey) == false && !options.TokenValidationParameters.IssuerSigningKeys.Contains(token.SigningKey))
            return;
        var (until, skew) = (clock.GetUtcNow() + Lifetime, options.TokenValidationParameters.ClockSkew);
        if (token.ValidTo < (until - skew).UtcDateTime)
            until = token.ValidTo + skew;
        var user = new ValidatedToken((ClaimsIdentity)context.Principal!.Identity!, context.Properties, until, options, keys);
        _users.Set(Convert.ToHexString(Hash(token.EncodedToken, stackalloc byte[SHA256.HashSizeInBytes])), user, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime });
    }

    /// <inheritdoc />
    public void Dispose() => _users.Dispose();

    private static ReadOnlySpan<char> TokenOf(MessageReceivedContext context)
    {
        const string Scheme = $"{JwtBearerDefaults.AuthenticationScheme} ";
        if (context.Token is { Length: > 0 } token)
            return token;
        return context.Request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header.AsSpan(Scheme.Length).Trim() : [];
    }

    private ValidatedToken? Find(ReadOnlySpan<char> token)
    {
        Span<char> key = stackalloc char[2 * SHA256.HashSizeInBytes];
        return !token.IsEmpty && Convert.TryToHexString(Hash(token, stackalloc byte[SHA256.HashSizeInBytes]), key, out _) && _users.TryGetValue(key, out var user) ? (ValidatedToken?)user : null;
    }

    private static Span<byte> Hash(ReadOnlySpan<char> token, Span<byte> hash)
    {
        SHA256.HashData(MemoryMarshal.AsBytes(token), hash);
        return hash;
    }

    /// <summary>The provider's keys of now: the same object until they are fetched again; none where all keys are configured.</summary>
    private static async Task<OpenIdConnectConfiguration?> KeysOf(JwtBearerOptions options, CancellationToken aborted) =>
        options.ConfigurationManager is { } provider ? await provider.GetConfigurationAsync(aborted) : null;

    /// <param name="Identity">The user. Nobody adds to it any more.</param>
    /// <param name="Properties">When the token expires. Nobody changes them any more.</param>
    /// <param name="Until">Until when this may be used.</param>
    /// <param name="Options">What it was validated by.</param>
    /// <param name="Keys">The provider's keys it was validated by.</param>
    private sealed record ValidatedToken(ClaimsIdentity Identity, AuthenticationProperties Properties, DateTimeOffset Until, JwtBearerOptions Options, OpenIdConnectConfiguration? Keys);
}
