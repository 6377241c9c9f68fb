using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Billing;

/// <summary>How an account is to be. A member that is left out stays as it is.</summary>
/// <param name="TokensRemaining">Tokens that can be spent.</param>
/// <param name="Subscription">The subscription; <c>null</c> takes it away.</param>
/// <example>
/// {"tokens_remaining":1000,"subscription":{"is_active":true,"end_date":"2027-01-31"}}
/// </example>
internal sealed record AccountChangeBody([property: TakesNull(false)] long? TokensRemaining = null, SubscriptionChangeBody? Subscription = null);

/// <summary>How a subscription is to be. A member that is left out stays as it is.</summary>
/// <param name="IsActive">Whether it is switched on.</param>
/// <param name="EndDate">When it ends: an ISO 8601 date-time with its offset, or a date, which means its end in UTC; <c>null</c>: never.</param>
internal sealed record SubscriptionChangeBody([property: TakesNull(false)] bool? IsActive = null, string? EndDate = null);

/// <summary>Tokens for an account.</summary>
/// <param name="Tokens">How many, from 1.</param>
/// <param name="Reference">What they are for, 1 to 255 characters: the same reference adds them once.</param>
/// <example>
/// {"tokens":500,"reference":"invoice-7"}
/// </example>
internal sealed record GrantBody(long Tokens, string Reference);
