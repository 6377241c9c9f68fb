using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptGen.Gateway.Billing;
using PromptGen.Gateway.Events;
using PromptGen.Gateway.Generations;

namespace PromptGen.Gateway.Web;

/// <summary>The API's JSON: snake_case, no nulls, ISO 8601 UTC times, enums by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcConverter), typeof(SnakeCaseEnumConverter<PromptTaskStatus>), typeof(SnakeCaseEnumConverter<PromptOrigin>), typeof(SnakeCaseEnumConverter<ChargeState>)])]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(CompletedBody))]
[JsonSerializable(typeof(FailedBody))]
[JsonSerializable(typeof(CancelledBody))]
[JsonSerializable(typeof(StartedBody))]
[JsonSerializable(typeof(SynchronousBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(DeltaBody))]
public sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The rules without the generated types, for bodies on no hot path.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        foreach (var converter in Default.Options.Converters)
            options.Converters.Add(converter);
        options.TypeInfoResolverChain.Insert(0, Default);
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
