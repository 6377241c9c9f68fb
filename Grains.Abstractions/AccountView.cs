namespace PromptGen;

/// <summary>A user's tokens at one moment.</summary>
[GenerateSerializer, Immutable, Alias("AccountView")]
public sealed record AccountView
{
    /// <summary>The user.</summary>
    [Id(0)] public required string UserId { get; init; }

    /// <summary>Tokens that can be spent: granted less charged less reserved.</summary>
    [Id(1)] public required long TokensRemaining { get; init; }

    /// <summary>Tokens set aside for generations under way.</summary>
    [Id(2)] public required long TokensReserved { get; init; }

    /// <summary>The subscription; <c>null</c>: none.</summary>
    [Id(3)] public Subscription? Subscription { get; init; }

    /// <summary>Days left in the subscription; 0 without one; <c>null</c> when it never ends.</summary>
    [Id(4)] public int? DaysRemaining { get; init; }

    /// <summary>In the answer to a change: what became of it.</summary>
    [Id(5)] public AccountOutcome Outcome { get; init; }
}
