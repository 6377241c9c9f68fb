namespace PromptGen;

/// <summary>What an administrator sets on an account; what is <c>null</c> stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("AccountChange")]
public sealed record AccountChange
{
    /// <summary>The tokens that can be spent from now on.</summary>
    [Id(0)] public long? TokensRemaining { get; init; }

    /// <summary>The new subscription.</summary>
    [Id(1)] public Subscription? Subscription { get; init; }

    /// <summary>Takes the subscription away.</summary>
    [Id(2)] public bool RemoveSubscription { get; init; }
}
