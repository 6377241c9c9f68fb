namespace PromptGen;

/// <summary>Why a generation failed or was cancelled, in the words clients show.</summary>
/// <param name="Code">The machine-readable reason, such as <c>insufficient_tokens</c>; <c>null</c> for a plain cancel.</param>
/// <param name="Error">What is wrong and what to do about it; <c>null</c> for a plain cancel.</param>
[GenerateSerializer, Immutable, Alias("PromptTaskError")]
public sealed record PromptTaskError([property: Id(0)] string? Code, [property: Id(1)] string? Error)
{
    /// <summary>The tokens the account could spend when it was checked; <c>null</c> when tokens were not the matter.</summary>
    [Id(2)] public long? TokensRemaining { get; init; }

    /// <summary>The days left in the subscription when it was checked; <c>null</c> when it never ends or was not the matter.</summary>
    [Id(3)] public int? DaysRemaining { get; init; }
}

/// <summary>The values of <see cref="PromptTaskError.Code"/>.</summary>
public static class PromptTaskErrorCodes
{
    /// <summary>The account has no subscription.</summary>
    public const string NoSubscription = "no_subscription";

    /// <summary>The subscription was switched off.</summary>
    public const string SubscriptionDeactivated = "subscription_deactivated";

    /// <summary>The subscription's end date has passed.</summary>
    public const string SubscriptionExpired = "subscription_expired";

    /// <summary>The account has no tokens at all.</summary>
    public const string NoTokensRemaining = "no_tokens_remaining";

    /// <summary>The account has fewer tokens than a generation needs.</summary>
    public const string InsufficientTokens = "insufficient_tokens";

    /// <summary>The generation was not done within its time limit.</summary>
    public const string DeadlineExceeded = "deadline_exceeded";
}
