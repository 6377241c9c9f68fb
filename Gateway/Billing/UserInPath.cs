using Microsoft.AspNetCore.Http.Features;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Billing;

/// <summary>
/// The user that an address of accounts names. The server leaves <c>%2F</c> as it is in paths, so that an id with a slash cannot be told from
/// one with these three characters any more; the target as it was sent still tells them apart.
/// </summary>
internal static class UserInPath
{
    // Of "/api/v1/billing/accounts/{user_id}", cut at each slash.
    private const int Segment = 5;

    /// <summary>Decodes the user id once.</summary>
    /// <param name="context">The request.</param>
    /// <param name="routed">The id as it was routed.</param>
    /// <returns>The id, or the answer that says what is wrong with it.</returns>
    public static (string UserId, IResult? Problem) Read(HttpContext context, string routed)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        // Of an absolute target, which proxies are sent, the server decodes slashes too: what it then routes elsewhere is nobody's.
        var id = routed.Contains('%', StringComparison.Ordinal) || target.Contains("://", StringComparison.Ordinal) ? Decode(target) : routed;
        return UserIds.IsValid(id)
            ? (id, null)
            : ("", AccountRequests.Bad($"user_id has to be 1 to {UserIds.MaxLength} characters without control characters, percent-encoded once as UTF-8"));
    }

    private static string? Decode(string target)
    {
        // An absolute target has a scheme and a host before its path.
        var path = target.StartsWith('/') ? 0 : target.IndexOf('/', target.IndexOf("://", StringComparison.Ordinal) + 3);
        var segments = target[Math.Max(0, path)..].Split('?')[0].Split('/');
        // Such segments are taken out before an address is routed; what is left cannot be counted.
        return segments.Length > Segment && !segments.Any(segment => Unescape(segment) is "." or "..") ? Unescape(segments[Segment]) : null;
    }

    /// <summary>The text behind percent signs; <c>null</c> when one of them stands before no UTF-8, and so would be left.</summary>
    private static string? Unescape(string segment)
    {
        var text = Uri.UnescapeDataString(segment);
        return text.AsSpan().Count('%') == segment.AsSpan().Count("%25") ? text : null;
    }
}
