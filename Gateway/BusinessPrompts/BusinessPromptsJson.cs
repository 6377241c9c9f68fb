using System.Text.Json.Serialization;
using PromptGen.Bodies;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.BusinessPrompts;

/// <summary>The JSON bodies of this room, see <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BusinessPromptBody))]
[JsonSerializable(typeof(BusinessPromptListBody))]
public sealed partial class BusinessPromptsJson : JsonSerializerContext
{
    /// <summary>The one to write answers with.</summary>
    public static BusinessPromptsJson Web => Answers.Json;

    // A class of its own, so that the generated defaults are there before it.
    private static class Answers
    {
        public static readonly BusinessPromptsJson Json = new(BodyJson.Readable(Default));
    }
}
