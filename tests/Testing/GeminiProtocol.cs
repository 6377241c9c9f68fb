using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Gemini's own protocol, <c>generateContent</c>. Source: ai.google.dev/api/generate-content.</summary>
internal static class GeminiProtocol
{
    private const string Whole = ":generateContent";
    private const string Streamed = ":streamGenerateContent";

    public static bool Speaks(string path) => path.EndsWith(Whole, StringComparison.Ordinal) || IsStreamed(path);

    public static bool IsStreamed(string path) => path.EndsWith(Streamed, StringComparison.Ordinal);

    /// <summary>The text of the system instruction, if there is one, and of all contents, one per line.</summary>
    public static string Prompt(JsonElement request)
    {
        var contents = request.GetProperty("contents").EnumerateArray();
        return string.Join('\n', (request.TryGetProperty("systemInstruction", out var instruction) ? contents.Prepend(instruction) : contents)
            .Select(content => string.Concat(content.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("text").GetString()))));
    }

    /// <summary>One response: the whole answer or a piece of it.</summary>
    public static object Response(int number, string text, string? finish, ModelTokens? usage) => new
    {
        candidates = new[] { new { content = new { role = "model", parts = new[] { new { text } } }, finishReason = Finish(finish), index = 0 } },
        usageMetadata = usage is null ? null : new
        {
            promptTokenCount = usage.Prompt,
            candidatesTokenCount = usage.Completion,
            totalTokenCount = usage.Prompt + usage.Completion,
        },
        modelVersion = ModelExchange.Model,
        responseId = $"response-{number}",
    };

    private static string? Finish(string? finish) => finish switch
    {
        "stop" => "STOP",
        "length" => "MAX_TOKENS",
        "content_filter" => "SAFETY",
        _ => finish,
    };
}
