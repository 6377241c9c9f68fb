using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Bodies;

/// <summary>The status of a generation as JSON: what polls are answered with, and what webhooks tell.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(CompletedBody))]
[JsonSerializable(typeof(FailedBody))]
[JsonSerializable(typeof(CancelledBody))]
public sealed partial class StatusJson : JsonSerializerContext
{
    /// <summary>The one to write with.</summary>
    public static StatusJson Web => Readable.Json;

    /// <summary>The JSON of a body, in one line.</summary>
    public static byte[] Utf8(StatusBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Web.GetTypeInfo(body.GetType())!);

    // A class of its own, so that the generated defaults are there before it.
    private static class Readable
    {
        public static readonly StatusJson Json = new(BodyJson.Readable(Default));
    }
}
