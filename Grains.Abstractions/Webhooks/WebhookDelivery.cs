namespace PromptGen.Webhooks;

/// <summary>Where a delivery stands.</summary>
public enum WebhookState
{
    /// <summary>It is tried, or tried again later.</summary>
    Pending,

    /// <summary>The receiver answered with 2xx.</summary>
    Delivered,

    /// <summary>All tries failed.</summary>
    Failed,

    /// <summary>Its receiver said (410) that it wants no more, or the endpoint that it was for is gone.</summary>
    Disabled,
}

/// <summary>One event on its way to its receiver.</summary>
[GenerateSerializer, Immutable, Alias("WebhookDelivery")]
public sealed record WebhookDelivery
{
    /// <summary>The <c>webhook-id</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>One of <see cref="WebhookTypes"/>.</summary>
    [Id(1)] public required string Type { get; init; }

    /// <summary>The generation that it tells of; <c>null</c>: of none.</summary>
    [Id(2)] public Guid? TaskId { get; init; }

    /// <summary>Where it goes.</summary>
    [Id(3)] public required string Url { get; init; }

    /// <summary>The tries, oldest first; of many the newest.</summary>
    [Id(4)] public required IReadOnlyList<WebhookAttempt> Attempts { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(5)] public required WebhookState State { get; init; }

    /// <summary>When it is tried next; <c>null</c>: not any more.</summary>
    [Id(6)] public DateTimeOffset? NextAttemptAt { get; init; }
}

/// <summary>One try to deliver.</summary>
/// <param name="At">When it began.</param>
/// <param name="Status">The HTTP status of the answer; <c>null</c>: there was none.</param>
/// <param name="Error">One of <see cref="WebhookErrors"/>; <c>null</c>: it was delivered.</param>
[GenerateSerializer, Immutable, Alias("WebhookAttempt")]
public sealed record WebhookAttempt([property: Id(0)] DateTimeOffset At, [property: Id(1)] int? Status, [property: Id(2)] string? Error);

/// <summary>A page of deliveries.</summary>
/// <param name="Results">The deliveries, newest first.</param>
/// <param name="Next">Where the next page begins; <c>null</c>: there is none.</param>
[GenerateSerializer, Immutable, Alias("WebhookDeliveryPage")]
public sealed record WebhookDeliveryPage([property: Id(0)] IReadOnlyList<WebhookDelivery> Results, [property: Id(1)] long? Next);
