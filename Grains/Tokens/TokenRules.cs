using System.Globalization;

namespace PromptGen.Tokens;

/// <summary>When a generation may start, and the original service's words when it may not.</summary>
public static class TokenRules
{
    /// <summary>Tokens that a generation needs to start, and the least that is set aside for it before its real use is known.</summary>
    public const long ReservePerGeneration = 700;

    /// <summary>What to set aside for a generation whose instruction is estimated at so many tokens.</summary>
    public static long Reservation(long instruction) => Math.Max(ReservePerGeneration, instruction);

    /// <summary>What of that is set aside: what is left, where that is less but enough to start.</summary>
    public static long SetAside(long reservation, long available) =>
        available >= ReservePerGeneration ? Math.Min(reservation, available) : reservation;

    /// <summary>Checks an account in the order of the error codes.</summary>
    /// <returns>The reason to refuse, or <c>null</c>.</returns>
    public static PromptTaskError? Refuse(Subscription? subscription, long available, long reserved, long needed, DateTimeOffset now)
    {
        return RefuseSubscription(subscription, available, now) ?? available switch
        {
            // Tokens that are only reserved may come back, so then the amount is what is short, not the subscription.
            <= 0 when reserved == 0 => Refusal(subscription, available, PromptTaskErrorCodes.NoTokensRemaining, "No tokens remaining in subscription", now),
            _ when available < needed => Refusal(subscription, available, PromptTaskErrorCodes.InsufficientTokens, string.Create(CultureInfo.InvariantCulture,
                $"You need at least {needed} tokens for prompt enhancement. Available: {Math.Max(0, available)}"), now),
            _ => null,
        };
    }

    /// <summary>Checks the subscription alone, for what costs no tokens.</summary>
    /// <returns>The reason to refuse, or <c>null</c>.</returns>
    public static PromptTaskError? RefuseSubscription(Subscription? subscription, long available, DateTimeOffset now)
    {
        return subscription switch
        {
            null => NotActive(PromptTaskErrorCodes.NoSubscription),
            { IsActive: false } => NotActive(PromptTaskErrorCodes.SubscriptionDeactivated),
            { EndDate: { } end } when end <= now => NotActive(PromptTaskErrorCodes.SubscriptionExpired),
            _ => null,
        };

        PromptTaskError NotActive(string code) => Refusal(subscription, available, code, "Please renew your subscription to use AI prompt enhancement", now);
    }

    private static PromptTaskError Refusal(Subscription? subscription, long available, string code, string error, DateTimeOffset now) => new(code, error)
    {
        TokensRemaining = Math.Max(0, available),
        DaysRemaining = subscription is null ? 0 : subscription.DaysRemaining(now),
    };

    /// <summary>The short message that goes with an error code of <see cref="Refuse"/>.</summary>
    public static string Message(string? code) => code switch
    {
        PromptTaskErrorCodes.NoTokensRemaining or PromptTaskErrorCodes.InsufficientTokens => "Insufficient tokens",
        _ => "Subscription is not active",
    };
}
