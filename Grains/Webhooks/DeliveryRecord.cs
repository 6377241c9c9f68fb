using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace PromptGen.Webhooks;

/// <summary>What is kept of a delivery beside its body. Immutable. Its property names are a storage contract: add, never rename.</summary>
public sealed record DeliveryRecord
{
    /// <inheritdoc cref="WebhookDelivery.Id" />
    public required string Id { get; init; }

    /// <inheritdoc cref="WebhookDelivery.Type" />
    public required string Type { get; init; }

    /// <summary>Its place among the user's deliveries: rising, the microseconds of its announcement.</summary>
    public required long Place { get; init; }

    /// <inheritdoc cref="WebhookDelivery.TaskId" />
    public Guid? TaskId { get; init; }

    /// <inheritdoc cref="WebhookDelivery.Url" />
    public required string Url { get; init; }

    /// <summary>Whether it is for the user's endpoint, wherever that is at the time; else for a callback.</summary>
    public bool IsForEndpoint { get; init; }

    /// <inheritdoc cref="WebhookDelivery.State" />
    public required WebhookState State { get; init; }

    /// <inheritdoc cref="WebhookDelivery.NextAttemptAt" />
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <inheritdoc cref="WebhookEvent.TraceParent" />
    public string? TraceParent { get; init; }

    /// <summary>Failures since it was announced, or made again by hand.</summary>
    public int Failures { get; init; }

    /// <summary>Whether it is made again by hand: its receiver is asked though it had said that it wants no more.</summary>
    public bool IsByHand { get; init; }

    /// <inheritdoc cref="WebhookDelivery.Attempts" />
    public IReadOnlyList<WebhookAttempt> Attempts { get; init; } = [];

    /// <summary>What its user sees.</summary>
    public WebhookDelivery ToView() => new()
    {
        Id = Id,
        Type = Type,
        TaskId = TaskId,
        Url = Url,
        Attempts = Attempts,
        State = State,
        NextAttemptAt = NextAttemptAt,
    };
}

/// <summary>How records are stored: what is not there is left out, texts are as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeliveryRecord))]
public sealed partial class DeliveryJson : JsonSerializerContext
{
    /// <summary>The one to use.</summary>
    public static DeliveryJson Stored => Unescaped.Json;

    // A class of its own, so that the generated defaults are there before it.
    private static class Unescaped
    {
        public static readonly DeliveryJson Json = new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
