using System.Globalization;
using System.Text.Json;

namespace PromptGen.Gateway.Tests.Description;

/// <summary>What clients rely on of an answer: status, headers, members and their types, and the words that programs compare.</summary>
internal static class AnswerShape
{
    private static readonly string[] Headers = ["ETag", "Idempotent-Replayed", "Location", "Retry-After", "WWW-Authenticate"];

    private static readonly HashSet<string> Words =
        ["status", "progress", "message", "error", "error_code", "detail", "title", "success", "generated_by_ai", "origin", "warning", "fallback_reason", "state"];

    /// <summary>The shape in lines.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="without">A member that does not count; <c>null</c>: all do.</param>
    public static async Task<string> OfAsync(HttpResponseMessage answer, string? without)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var type = answer.Content.Headers.ContentType?.MediaType ?? "nothing";
        var head = $"{(int)answer.StatusCode} {type} {string.Join(' ', Headers.Where(answer.Headers.Contains))}";
        return string.Join('\n', [head.TrimEnd(), .. type switch
        {
            // Which states a reader is told of depends on when it comes.
            "text/event-stream" => Example.Events(body).Where(static message => message.Name != "status").DistinctBy(static message => message.Name).SelectMany(message => Of(message.Name, JsonElement.Parse(message.Data), without)),
            "nothing" => [],
            _ => Of("$", JsonElement.Parse(body), without),
        }]);
    }

    private static IEnumerable<string> Of(string place, JsonElement value, string? without) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Where(member => member.Name != without).OrderBy(static member => member.Name, StringComparer.Ordinal).SelectMany(member => Of($"{place}.{member.Name}", member.Value, without)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Of(string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"), item, without)),
        JsonValueKind.True or JsonValueKind.False when !Words.Contains(place.Split('.')[^1]) => [$"{place}: boolean"],
        var kind => [$"{place}: {(kind is JsonValueKind.Null || Words.Contains(place.Split('.')[^1]) ? value.GetRawText() : kind)}"],
    };
}
