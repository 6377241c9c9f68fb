using System.Buffers.Text;
using System.Text.Json;

namespace PromptGen.Llm;

/// <summary>
/// How long Google says to wait: <c>google.rpc.RetryInfo</c> among the details of an error's body, by Gemini's own protocol and by its
/// OpenAI-compatible endpoint alike. Source: google/rpc/error_details.proto, a duration such as <c>3.5s</c>.
/// </summary>
internal static class RetryInfo
{
    /// <summary>The wait, or null where the body names none.</summary>
    public static TimeSpan? Read(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            // Some endpoints put the error into an array; the name alone says what it is, however deep it lies.
            while (json.Read())
            {
                if (json.TokenType is JsonTokenType.PropertyName && json.ValueTextEquals("retryDelay") && json.Read() && json.TokenType is JsonTokenType.String)
                    return Duration(json.ValueSpan);
            }
        }
        catch (JsonException)
        {
            // Whatever is no JSON names no wait either.
        }

        return null;
    }

    private static TimeSpan? Duration(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out decimal seconds, out var length, standardFormat: 'F') && seconds >= 0 && text[length..].SequenceEqual("s"u8)
            // A Retry-After header holds no more.
            ? TimeSpan.FromSeconds((double)Math.Min(seconds, int.MaxValue))
            : null;
}
