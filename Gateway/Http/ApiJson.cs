using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Gateway.Http;

/// <summary>The API's JSON: snake_case, no nulls, ISO 8601 UTC times, enums by name. Each room names its own bodies in a context.</summary>
public static class ApiJson
{
    // Quotes, dashes and every script stay readable. That is safe because answers are never HTML: they say that they are
    // JSON, with nosniff. Control characters are still escaped, so an event's data stays one line.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The options of a room's context, to write answers with.</summary>
    public static JsonSerializerOptions Readable(JsonSerializerContext context) => new(context.Options) { Encoder = Encoder };

    /// <summary>The rules for all bodies, and the generated types of the rooms.</summary>
    public static void Configure(JsonSerializerOptions options, params IEnumerable<JsonSerializerContext> rooms)
    {
        options.Encoder = Encoder;
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // Numbers are numbers, and are described as such.
        options.NumberHandling = JsonNumberHandling.Strict;
        foreach (var room in rooms)
        {
            foreach (var converter in room.Options.Converters)
                options.Converters.Add(converter);
            options.TypeInfoResolverChain.Insert(0, room);
        }
    }
}
