using System.Text.Json.Serialization;

namespace PromptGen.Gateway.Billing;

/// <summary>An account.</summary>
/// <param name="UserId">The user.</param>
/// <param name="TokensRemaining">Tokens that can be spent.</param>
/// <param name="TokensReserved">Tokens set aside for generations under way.</param>
/// <param name="Subscription">The subscription.</param>
/// <param name="DaysRemaining">Days left in it; <c>null</c> when it never ends.</param>
/// <example>
/// {"user_id":"alice","tokens_remaining":9388,"tokens_reserved":700,"subscription":{"is_active":true,"end_date":"2027-01-31T23:59:59.999999Z"},"days_remaining":66}
/// </example>
public sealed record AccountBody(
    string UserId,
    long TokensRemaining,
    long TokensReserved,
    SubscriptionBody Subscription,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? DaysRemaining)
{
    /// <summary>The body for a view.</summary>
    public static AccountBody From(AccountView view) => new(
        view.UserId,
        view.TokensRemaining,
        view.TokensReserved,
        new SubscriptionBody(view.Subscription?.IsActive ?? false, view.Subscription?.EndDate),
        view.DaysRemaining);
}

/// <summary>A subscription; inactive without an end date when there is none.</summary>
/// <param name="IsActive">Whether it is switched on.</param>
/// <param name="EndDate">When it ends; <c>null</c>: never.</param>
public sealed record SubscriptionBody(bool IsActive, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? EndDate);
