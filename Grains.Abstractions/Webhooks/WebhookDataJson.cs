using System.Text.Json.Serialization;
using PromptGen.Bodies;

namespace PromptGen.Webhooks;

/// <summary>The data of webhooks that are no status bodies.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcConverter), typeof(SnakeCaseEnumConverter<PromptTaskStatus>)])]
[JsonSerializable(typeof(LowBalanceBody))]
[JsonSerializable(typeof(BatchCompletedBody))]
public sealed partial class WebhookDataJson : JsonSerializerContext;
