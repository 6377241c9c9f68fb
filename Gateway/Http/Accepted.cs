using Microsoft.Net.Http.Headers;

namespace PromptGen.Gateway.Http;

/// <summary>What a client would rather have (RFC 9110 §12.5.1).</summary>
public static class Accepted
{
    /// <summary>Whether it wants one media type more than another; one that says nothing, or nothing that can be read, does not.</summary>
    public static bool Prefers(HttpRequest request, string type, string other) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges) && Quality(ranges, type) > Quality(ranges, other);

    /// <summary>That of the range that says most exactly what is meant.</summary>
    private static double Quality(IEnumerable<MediaTypeHeaderValue> ranges, string type)
    {
        var family = type[..(type.IndexOf('/', StringComparison.Ordinal) + 1)];
        return ranges.Where(range => range.MatchesAllTypes || Is(range, type) || Is(range, $"{family}*"))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
    }

    private static bool Is(MediaTypeHeaderValue range, string type) => range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
}
