using System.Text.Json.Serialization;
using PromptGen.Bodies;
using PromptGen.Gateway.Http;
using PromptGen.Webhooks;

namespace PromptGen.Gateway.Webhooks;

/// <summary>The JSON bodies of this room, see <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SnakeCaseEnumConverter<WebhookState>)])]
[JsonSerializable(typeof(EndpointBody))]
[JsonSerializable(typeof(SecretBody))]
[JsonSerializable(typeof(DeliveryBody))]
[JsonSerializable(typeof(DeliveriesBody))]
public sealed partial class WebhooksJson : JsonSerializerContext
{
    /// <summary>The one to write answers with.</summary>
    public static WebhooksJson Web => Answers.Json;

    // A class of its own, so that the generated defaults are there before it.
    private static class Answers
    {
        public static readonly WebhooksJson Json = new(BodyJson.Readable(Default));
    }
}
