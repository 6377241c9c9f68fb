using System.Text.Json.Serialization;
using PromptGen.Bodies;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Billing;

/// <summary>The JSON bodies of this room, see <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(LedgerBody))]
public sealed partial class BillingJson : JsonSerializerContext
{
    /// <summary>The one to write answers with.</summary>
    public static BillingJson Web => Answers.Json;

    // A class of its own, so that the generated defaults are there before it.
    private static class Answers
    {
        public static readonly BillingJson Json = new(BodyJson.Readable(Default));
    }
}
