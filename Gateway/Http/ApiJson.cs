using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptGen.Gateway.Billing;
using PromptGen.Gateway.Generations;

namespace PromptGen.Gateway.Http;

/// <summary>The API's JSON: snake_case, no nulls, ISO 8601 UTC times, enums by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcConverter), typeof(SnakeCaseEnumConverter<PromptTaskStatus>), typeof(SnakeCaseEnumConverter<PromptOrigin>), typeof(SnakeCaseEnumConverter<FallbackReason>), typeof(SnakeCaseEnumConverter<ChargeState>)])]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(CompletedBody))]
[JsonSerializable(typeof(FailedBody))]
[JsonSerializable(typeof(CancelledBody))]
[JsonSerializable(typeof(StartedBody))]
[JsonSerializable(typeof(SynchronousBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(DeltaBody))]
[JsonSerializable(typeof(TaskNotFound))]
public sealed partial class ApiJson : JsonSerializerContext
{
    // Quotes, dashes and every script stay readable. That is safe because answers are never HTML: they say that they are
    // JSON, with nosniff. Control characters are still escaped, so an event's data stays one line.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The one to write answers with.</summary>
    public static ApiJson Web => Answers.Json;

    /// <summary>The rules without the generated types, for bodies on no hot path.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = Encoder;
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        foreach (var converter in Default.Options.Converters)
            options.Converters.Add(converter);
        options.TypeInfoResolverChain.Insert(0, Default);
    }

    // A class of its own, so that the generated defaults are there before it.
    private static class Answers
    {
        public static readonly ApiJson Json = new(new JsonSerializerOptions(Default.Options) { Encoder = Encoder });
    }
}

/// <summary>Enum values as <c>snake_case</c>.</summary>
public sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Times in UTC with microseconds and a <c>Z</c>, which every client library reads.</summary>
public sealed class UtcConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[27];
        value.UtcDateTime.TryFormat(text, out var length, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
