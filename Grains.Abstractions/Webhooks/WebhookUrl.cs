using System.Net;

namespace PromptGen.Webhooks;

/// <summary>
/// What an address has to be for webhooks to go to it: https on port 443 of the public network, or anything at a host of <see cref="WebhookTargets"/>. Where
/// a name leads is only known, and checked, when a connection is made.
/// </summary>
public static class WebhookUrl
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 2048;

    private const int Port = 443;

    /// <summary>Checks an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="targets">The hosts that are excepted.</param>
    /// <returns>The address, or what it has to be, to be put behind the name of the member that holds it.</returns>
    public static (Uri? Url, string? Problem) Parse(string? text, WebhookTargets targets)
    {
        if (text is null || text.Length > MaxLength)
            return (null, $"has to be a text of at most {MaxLength} characters");
        if (text.Any(static character => character is <= ' ' or > '~' or '\\') || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || !text.StartsWith($"{uri.Scheme}://", StringComparison.OrdinalIgnoreCase) || uri.Host.Length == 0)
            return (null, "has to be an absolute https address in ASCII, such as https://example.com/hooks");
        if (uri.UserInfo.Length > 0)
            return (null, "must not hold a user name or password");
        if (!targets.Allows(uri.IdnHost))
        {
            if (uri.Scheme != Uri.UriSchemeHttps)
                return (null, "has to begin with https://; plain http is only for hosts that the operator allows");
            if (uri.Port != Port)
                return (null, $"has to use port {Port}; other ports are only for hosts that the operator allows");
            if (IsPrivate(uri.IdnHost.TrimEnd('.')))
                return (null, "must not name this machine or an address that is not of the public network");
        }
        return (uri, null);
    }

    private static bool IsPrivate(string host) => IPAddress.TryParse(host, out var address)
        ? !address.IsPublic()
        : host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
