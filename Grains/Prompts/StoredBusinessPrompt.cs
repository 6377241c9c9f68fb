using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Prompts;

/// <summary>A template as an administrator set it. Its property names are a storage contract: add, never rename.</summary>
/// <param name="Name">The business type, as it was written.</param>
/// <param name="Prompt">The template.</param>
/// <param name="Version">The number of the change that set it, by which tasks remember it.</param>
/// <param name="At">When that was.</param>
public sealed record StoredBusinessPrompt(string Name, string Prompt, long Version, DateTimeOffset At)
{
    private static readonly StoredBusinessPromptJson Json = new(new(StoredBusinessPromptJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>As it is stored.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, Json.StoredBusinessPrompt);

    /// <summary>Reads what is stored.</summary>
    /// <exception cref="JsonException">It is damaged.</exception>
    public static StoredBusinessPrompt Parse(byte[] stored) =>
        JsonSerializer.Deserialize(stored, Json.StoredBusinessPrompt) ?? throw new JsonException("A business prompt is null.");
}

/// <summary>How they are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredBusinessPrompt))]
internal sealed partial class StoredBusinessPromptJson : JsonSerializerContext;
