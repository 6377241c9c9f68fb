namespace PromptGen.Webhooks;

/// <summary>The data of <c>account.balance_low</c>.</summary>
/// <param name="ThresholdPercent">20 or 5: which part of the last grant the balance has reached.</param>
/// <param name="LastGrant">The tokens of the last grant: those that were added, or what an administrator set the balance to.</param>
/// <param name="BalanceAfter">What was granted less what was charged, after the charge that reached it.</param>
/// <param name="TokensRemaining">The same less what is set aside for generations under way: the tokens that could be spent then.</param>
public sealed record LowBalanceBody(int ThresholdPercent, long LastGrant, long BalanceAfter, long TokensRemaining);
