using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptGen.Llm;

/// <summary>Takes the JSON values out of a response: from its events, or as they are where the server sent no stream though it was asked to.</summary>
internal static partial class ChatCompletionBody
{
    private static readonly JsonReaderOptions Reading = new()
    {
        AllowMultipleValues = true,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 256,
    };

    /// <summary>The values as they come; null for <c>[DONE]</c>, after which nothing is read.</summary>
    /// <exception cref="JsonException">What came is not JSON, such as a page.</exception>
    public static async IAsyncEnumerable<JsonElement?> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var first = body is ModelResponseStream response ? await response.PeekAsync(cancellation) : null;
        if (first is (byte)'<')
            throw new JsonException();
        if (first is (byte)'{' or (byte)'[')
        {
            using var whole = new MemoryStream();
            await body.CopyToAsync(whole, cancellation);
            foreach (var value in Values(whole.GetBuffer().AsSpan(0, (int)whole.Length)))
                yield return value;
            yield break;
        }

        var events = SseParser.Create(body, static (_, data) => Values(data));
        await foreach (var item in events.EnumerateAsync(cancellation))
        {
            foreach (var value in item.Data)
            {
                yield return value;
                if (value is null)
                    yield break;
            }
        }
    }

    /// <summary>Some servers put several values into one event, or words that only keep the connection awake.</summary>
    private static List<JsonElement?> Values(ReadOnlySpan<byte> data)
    {
        try
        {
            return Parse(data);
        }
        catch (JsonException)
        {
            // Python writes numbers that JSON does not have; they stand where nothing is decided.
            return Parse(Encoding.UTF8.GetBytes(NotNumbers().Replace(Encoding.UTF8.GetString(data), "null")));
        }
    }

    private static List<JsonElement?> Parse(ReadOnlySpan<byte> data)
    {
        var values = new List<JsonElement?>(1);
        data = WithoutMark(data).Trim(" \t\r\n"u8);
        while (!data.IsEmpty)
        {
            if (data.StartsWith("[DONE]"u8))
            {
                values.Add(null);
                break;
            }

            if (data[0] is not ((byte)'{' or (byte)'['))
                break;
            var json = new Utf8JsonReader(data, Reading);
            var value = JsonElement.ParseValue(ref json);
            // Google's endpoint puts an error into an array.
            if (value.ValueKind is JsonValueKind.Array)
                values.AddRange(value.EnumerateArray().Select(element => (JsonElement?)element));
            else
                values.Add(value);
            data = data[(int)json.BytesConsumed..].TrimStart(" \t\r\n"u8);
        }

        return values;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> data) => data.StartsWith(Encoding.UTF8.Preamble) ? data[3..] : data;

    [GeneratedRegex(@"(?<=[:\[,]\s*)(-?Infinity|NaN)\b", RegexOptions.CultureInvariant)]
    private static partial Regex NotNumbers();
}
