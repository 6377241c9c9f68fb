using System.Text.Json;
using System.Text.Json.Serialization;
using PromptGen.Bodies;

namespace PromptGen.Gateway.Http;

/// <summary>The API's JSON: snake_case, no nulls, ISO 8601 UTC times, enums by name. Each room names its own bodies in a context.</summary>
public static class ApiJson
{
    /// <summary>The rules for all bodies, and the generated types of the rooms.</summary>
    public static void Configure(JsonSerializerOptions options, params IEnumerable<JsonSerializerContext> rooms)
    {
        options.Encoder = BodyJson.Encoder;
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // Numbers are numbers, and are described as such.
        options.NumberHandling = JsonNumberHandling.Strict;
        foreach (var converter in (JsonConverter[])[.. BodyJson.Converters, .. rooms.SelectMany(room => room.Options.Converters)])
            options.Converters.Add(converter);
        foreach (var room in rooms)
            options.TypeInfoResolverChain.Insert(0, room);
    }
}
