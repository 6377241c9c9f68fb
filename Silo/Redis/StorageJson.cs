using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Silo.Redis;

/// <summary>States are JSON, readable by an operator and by later versions.</summary>
public static class StorageJson
{
    /// <summary>Sets how they are written.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter());
    }
}
