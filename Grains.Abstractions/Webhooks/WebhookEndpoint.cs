namespace PromptGen.Webhooks;

/// <summary>Where a user's events go.</summary>
/// <param name="Url">The address; <c>null</c>: nowhere.</param>
/// <param name="IsClosed">Whether it said (410) that it wants no more; a redelivery by hand that it takes opens it again.</param>
[GenerateSerializer, Immutable, Alias("WebhookEndpoint")]
public sealed record WebhookEndpoint([property: Id(0)] string? Url, [property: Id(1)] bool IsClosed);
