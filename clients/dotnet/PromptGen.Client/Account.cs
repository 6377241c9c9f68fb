namespace PromptGen.Client;

/// <summary>The account of the token's user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="TokensRemaining">Tokens that can be spent.</param>
/// <param name="TokensReserved">Tokens set aside for generations under way.</param>
/// <param name="DaysRemaining">Days left in the subscription; <c>null</c>: it never ends.</param>
public sealed record Account(string UserId, long TokensRemaining, long TokensReserved, int? DaysRemaining);
