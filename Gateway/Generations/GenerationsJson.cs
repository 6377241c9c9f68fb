using System.Text.Json.Serialization;
using PromptGen.Bodies;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>The JSON bodies of this room, see <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(CompletedBody))]
[JsonSerializable(typeof(FailedBody))]
[JsonSerializable(typeof(CancelledBody))]
[JsonSerializable(typeof(ListBody))]
[JsonSerializable(typeof(StartedBody))]
[JsonSerializable(typeof(EstimateBody))]
[JsonSerializable(typeof(BusinessTypesBody))]
[JsonSerializable(typeof(SynchronousBody))]
[JsonSerializable(typeof(DeltaBody))]
[JsonSerializable(typeof(TaskNotFound))]
public sealed partial class GenerationsJson : JsonSerializerContext
{
    /// <summary>The one to write answers with.</summary>
    public static GenerationsJson Web => Answers.Json;

    // A class of its own, so that the generated defaults are there before it.
    private static class Answers
    {
        public static readonly GenerationsJson Json = new(BodyJson.Readable(Default));
    }
}
