namespace PromptGen;

/// <summary>What an administrator sets on an account; what is <c>null</c> stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("AccountChange")]
public sealed record AccountChange
{
    /// <summary>The tokens that can be spent from now on.</summary>
    [Id(0)] public long? TokensRemaining { get; init; }

    /// <summary>The new subscription as a whole.</summary>
    [Id(1)] public Subscription? Subscription { get; init; }

    /// <summary>Takes the subscription away.</summary>
    [Id(2)] public bool RemoveSubscription { get; init; }

    /// <summary>What changes of the subscription there is, instead of a whole one.</summary>
    [Id(3)] public SubscriptionChange? SubscriptionChange { get; init; }

    /// <summary>The name of this change: one that the account remembers is not made again. <c>null</c>: it has none.</summary>
    [Id(4)] public Guid? Id { get; init; }

    /// <summary>The hash of what was asked for under <see cref="Id"/>, when the client chose that by an idempotency key.</summary>
    [Id(5)] public string? Fingerprint { get; init; }
}

/// <summary>A change of a part of a subscription.</summary>
/// <param name="IsActive">Whether it is switched on; <c>null</c>: as before. A user without a subscription has no before.</param>
/// <param name="SetsEndDate">Whether the end changes.</param>
/// <param name="EndDate">The new end, if it does; <c>null</c>: never.</param>
[GenerateSerializer, Immutable, Alias("SubscriptionChange")]
public sealed record SubscriptionChange([property: Id(0)] bool? IsActive, [property: Id(1)] bool SetsEndDate, [property: Id(2)] DateTimeOffset? EndDate);
