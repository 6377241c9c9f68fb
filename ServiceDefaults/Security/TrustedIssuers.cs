using Microsoft.IdentityModel.Tokens;
using PromptGen.ServiceDefaults.Hosting;

namespace PromptGen.ServiceDefaults.Security;

/// <summary>Whose tokens are accepted, as ASP.NET Core's own section <c>Authentication:Schemes:Bearer</c> says.</summary>
/// <param name="Issuers">The values of <c>iss</c>; an authority names its own.</param>
/// <param name="Audiences">The values of <c>aud</c>.</param>
/// <param name="Keys">The keys they may be signed with, beside the authority's.</param>
internal sealed record TrustedIssuers(IReadOnlyList<string> Issuers, IReadOnlyList<string> Audiences, IReadOnlyList<SecurityKey> Keys)
{
    private const string Section = "Authentication:Schemes:Bearer";

    // RFC 7518 §3.2: a key of HS256 has at least as many bits as its hash.
    private const int MinimumKeyBytes = 32;

    /// <summary>Reads the section.</summary>
    /// <exception cref="StartupException">No token could be validated by it, or tokens of others would be accepted unasked.</exception>
    public static TrustedIssuers Read(IConfiguration configuration, AuthenticationSettings settings, bool isDevelopment)
    {
        var bearer = configuration.GetSection(Section);
        var trusted = new TrustedIssuers(
            [.. Values(bearer, "ValidIssuer"), .. Values(bearer, "ValidIssuers")],
            [.. Values(bearer, "ValidAudience"), .. Values(bearer, "ValidAudiences"), .. Values(bearer, "Audience")],
            [.. bearer.GetSection("SigningKeys").GetChildren().Where(key => !string.IsNullOrEmpty(key["Value"])).Select(Key)]);
        var authority = Authority(bearer);
        if (authority is null && trusted.Keys.Count == 0)
        {
            return isDevelopment ? trusted : throw new StartupException(
                $"no way to validate tokens is configured. Set {Section}:Authority (an OpenID Connect provider) or {Section}:SigningKeys:0:Value (a key in base64), and whose tokens to accept by {Section}:ValidIssuer and {Section}:ValidAudience.");
        }
        if (settings.ValidateIssuer && authority is null && trusted.Issuers.Count == 0)
            throw new StartupException($"it is not configured whose tokens to accept. Set {Section}:ValidIssuer to what your tokens have as iss; if they have none, set Authentication__ValidateIssuer=false.");
        if (settings.ValidateAudience && trusted.Audiences.Count == 0)
            throw new StartupException($"tokens for any other application would be accepted. Set {Section}:ValidAudience to what your tokens have as aud; if they have none, set Authentication__ValidateAudience=false.");
        return trusted;
    }

    private static string? Authority(IConfigurationSection bearer)
    {
        if ((Values(bearer, "Authority").FirstOrDefault() ?? Values(bearer, "MetadataAddress").FirstOrDefault()) is not { } authority)
            return null;
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            throw new StartupException($"{Section}:Authority is no web address: set it to that of your OpenID Connect provider, such as https://login.example.com/realm.");
        if (uri.Scheme == Uri.UriSchemeHttp && bearer.GetValue("RequireHttpsMetadata", true))
            throw new StartupException($"{Section}:Authority has to be https, because who answers there says which tokens are valid; to try out a provider on this machine set {Section}:RequireHttpsMetadata to false.");
        return authority;
    }

    private static SymmetricSecurityKey Key(IConfigurationSection section)
    {
        var setting = $"{section.Path}:Value";
        byte[] key;
        try
        {
            key = Convert.FromBase64String(section["Value"]!);
        }
        catch (FormatException invalid)
        {
            throw new StartupException($"{setting} is no base64. Make a key by: openssl rand -base64 32", invalid);
        }
        return key.Length >= MinimumKeyBytes
            ? new SymmetricSecurityKey(key)
            : throw new StartupException($"{setting} is a key of {key.Length} bytes; at least {MinimumKeyBytes} are needed. Make one by: openssl rand -base64 32");
    }

    /// <summary>A setting that holds one value, or a list of them.</summary>
    private static IEnumerable<string> Values(IConfigurationSection bearer, string name)
    {
        var section = bearer.GetSection(name);
        return new[] { section.Value }.Concat(section.GetChildren().Select(child => child.Value)).OfType<string>().Where(value => value.Length > 0);
    }
}
