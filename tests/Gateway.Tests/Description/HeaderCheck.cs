using System.Net.Http.Headers;
using System.Text.Json;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>Judges the headers of an answer: those of the API itself are described, those that are always there are, and each is what it says.</summary>
internal static class HeaderCheck
{
    // What any answer may have, whatever it says: of the server, of the connection, for browsers, and what says Cache-Control once more to those of HTTP/1.0.
    private static readonly HashSet<string> OfAll = new(
        ["Date", "Server", "Connection", "Transfer-Encoding", "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options", "Cross-Origin-Opener-Policy", "Permissions-Policy", "Pragma"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong.</summary>
    /// <param name="answer">The answer as it is described.</param>
    /// <param name="sent">The headers that came.</param>
    public static IEnumerable<string> Faults(JsonElement answer, HttpResponseHeaders sent)
    {
        var described = answer.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().ToDictionary(header => header.Name, header => header.Value) : [];
        foreach (var (name, values) in sent.Where(header => !OfAll.Contains(header.Key)))
        {
            if (!described.TryGetValue(name, out var header))
                yield return $"the header {name} is not described: {string.Join(", ", values)}";
            else if (header.GetProperty("schema").GetProperty("type").GetString() == "integer" && !int.TryParse(string.Join(", ", values), out _))
                yield return $"the header {name} is no integer: {string.Join(", ", values)}";
        }
        foreach (var (name, header) in described)
        {
            if (header.TryGetProperty("required", out var required) && required.GetBoolean() && !sent.Contains(name))
                yield return $"the header {name} is missing";
        }
    }
}
