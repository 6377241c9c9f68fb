using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Bodies;

/// <summary>How times, words and texts are written in every body.</summary>
public static class BodyJson
{
    /// <summary>
    /// Quotes, dashes and every script stay readable. That is safe because answers are never HTML: they say that they are JSON, with nosniff. Control characters are still
    /// escaped, so an event's data stays one line.
    /// </summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Times in UTC, words in snake_case.</summary>
    public static IReadOnlyList<JsonConverter> Converters { get; } =
    [
        new UtcConverter(),
        new SnakeCaseEnumConverter<PromptTaskStatus>(),
        new SnakeCaseEnumConverter<PromptOrigin>(),
        new SnakeCaseEnumConverter<FallbackReason>(),
        new SnakeCaseEnumConverter<ChargeState>(),
        new SnakeCaseEnumConverter<FactKind>(),
        new SnakeCaseEnumConverter<Finding>(),
        new SnakeCaseEnumConverter<Gap>(),
    ];

    /// <summary>The options of a context, to write bodies with.</summary>
    public static JsonSerializerOptions Readable(JsonSerializerContext context)
    {
        var options = new JsonSerializerOptions(context.Options) { Encoder = Encoder };
        foreach (var converter in Converters)
            options.Converters.Add(converter);
        return options;
    }
}
