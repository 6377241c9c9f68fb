using Microsoft.AspNetCore.Http.Features;

namespace PromptGen.Gateway.Http;

/// <summary>
/// A part of an address as it was sent. The server leaves <c>%2F</c> as it is in paths, so that a name with a slash cannot be told from one with these three
/// characters any more; the target as it was sent still tells them apart.
/// </summary>
internal static class PathSegment
{
    /// <summary>Decodes a segment once.</summary>
    /// <param name="context">The request.</param>
    /// <param name="routed">The segment as it was routed.</param>
    /// <param name="segment">Which one it is when the path is cut at each slash; the first is empty.</param>
    /// <returns>The text; <c>null</c> when it cannot be decoded, or not be found.</returns>
    public static string? Decode(HttpContext context, string routed, int segment)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        // Of an absolute target, which proxies are sent, the server decodes slashes too: what it then routes elsewhere is nobody's.
        return routed.Contains('%', StringComparison.Ordinal) || target.Contains("://", StringComparison.Ordinal) ? Decode(target, segment) : routed;
    }

    private static string? Decode(string target, int segment)
    {
        // An absolute target has a scheme and a host before its path.
        var path = target.StartsWith('/') ? 0 : target.IndexOf('/', target.IndexOf("://", StringComparison.Ordinal) + 3);
        var segments = target[Math.Max(0, path)..].Split('?')[0].Split('/');
        // Such segments are taken out before an address is routed; what is left cannot be counted.
        return segments.Length > segment && !segments.Any(part => Unescape(part) is "." or "..") ? Unescape(segments[segment]) : null;
    }

    /// <summary>The text behind percent signs; <c>null</c> when one of them stands before no UTF-8, and so would be left.</summary>
    private static string? Unescape(string segment)
    {
        var text = Uri.UnescapeDataString(segment);
        return text.AsSpan().Count('%') == segment.AsSpan().Count("%25") ? text : null;
    }
}
