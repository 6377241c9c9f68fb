using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PromptGen.Llm;

/// <summary>
/// What one value of a chat completion says, a whole answer or a piece of one. Only the fields that decide are looked at, each in any
/// form it is known to have.
/// </summary>
internal static class ChatCompletionChunk
{
    /// <summary>Reads one.</summary>
    /// <param name="chunk">The value.</param>
    /// <param name="isFirst">Whether no text came before it: some servers end a stream with the whole message once more.</param>
    /// <exception cref="ModelHttpException">It reports an error.</exception>
    public static ChatResponseUpdate Read(JsonElement chunk, bool isFirst)
    {
        if (chunk.Member("error"u8) is { } error && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
            throw new ModelHttpException(Status(error));

        var update = new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = chunk.Member("model"u8).Text() is { Length: > 0 } model ? model : null };
        if (Choice(chunk) is { } choice)
        {
            update.FinishReason = Finish(choice.Member("finish_reason"u8).Text());
            var piece = choice.Member("delta"u8) ?? (isFirst ? choice.Member("message"u8) : null);
            if (Text(piece?.Member("content"u8)) is { Length: > 0 } text)
                update.Contents.Add(new TextContent(text));
            // The refusal's words are the model's own; that there are some is enough.
            if (piece?.Member("refusal"u8).Text() is { Length: > 0 })
                update.FinishReason = ChatFinishReason.ContentFilter;
        }

        if (chunk.Member("usage"u8) is { } usage && Usage(usage) is { } details)
            update.Contents.Add(new UsageContent(details));
        return update;
    }

    private static JsonElement? Choice(JsonElement chunk)
    {
        if (chunk.Member("choices"u8) is not { ValueKind: JsonValueKind.Array } choices)
            return null;
        foreach (var choice in choices.EnumerateArray())
        {
            if (choice.Member("index"u8).Count() is null or 0)
                return choice;
        }

        return null;
    }

    /// <summary>A text, or the text parts of a list; parts that hold the model's thoughts are no part of its answer.</summary>
    private static string? Text(JsonElement? content)
    {
        if (content is not { ValueKind: JsonValueKind.Array or JsonValueKind.Object } parts)
            return content.Text();
        if (parts.ValueKind is JsonValueKind.Object)
            return Part(parts);

        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray())
            text.Append(part.ValueKind is JsonValueKind.String ? JsonText.Text(part) : Part(part));
        return text.ToString();
    }

    private static string? Part(JsonElement part) => part.Member("type"u8).Text() is null or "text" or "output_text" ? part.Member("text"u8).Text() : null;

    /// <summary>A word that nobody has agreed on ends an answer as any other does; the empty one ends nothing.</summary>
    private static ChatFinishReason? Finish(string? reason) => reason?.Trim().ToLowerInvariant() switch
    {
        null or "" or "null" or "none" => null,
        "length" or "max_tokens" or "max_output_tokens" or "max_completion_tokens" or "model_length" or "model_context_window_exceeded" => ChatFinishReason.Length,
        "content_filter" or "content-filter" or "contentfilter" or "safety" or "refusal" or "recitation" or "blocklist" or "prohibited_content" or "spii" or "sensitive" =>
            ChatFinishReason.ContentFilter,
        "error" or "network_error" or "abort" or "aborted" or "cancelled" or "canceled" or "insufficient_system_resource" => FinishReasons.BrokenOff,
        _ => ChatFinishReason.Stop,
    };

    private static UsageDetails? Usage(JsonElement usage)
    {
        var details = new UsageDetails
        {
            InputTokenCount = usage.Member("prompt_tokens"u8).Count(),
            OutputTokenCount = usage.Member("completion_tokens"u8).Count(),
            TotalTokenCount = usage.Member("total_tokens"u8).Count(),
        };
        return details is { InputTokenCount: null, OutputTokenCount: null, TotalTokenCount: null } ? null : details;
    }

    /// <summary>The status that an error in the middle of an answer would have had: its number, or what its words mean.</summary>
    private static HttpStatusCode Status(JsonElement error)
    {
        if ((error.Member("code"u8).Count() ?? error.Member("status"u8).Count()) is >= 400 and < 600 and var code)
            return (HttpStatusCode)code;
        var kind = $"{error.Member("type"u8).Text()} {error.Member("code"u8).Text()} {error.Member("status"u8).Text()}";
        return kind.Contains("rate_limit", StringComparison.OrdinalIgnoreCase) || kind.Contains("quota", StringComparison.OrdinalIgnoreCase)
            || kind.Contains("RESOURCE_EXHAUSTED", StringComparison.OrdinalIgnoreCase)
            ? HttpStatusCode.TooManyRequests
            : HttpStatusCode.InternalServerError;
    }
}
