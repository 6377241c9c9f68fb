namespace PromptGen.Tokens;

/// <content>When a balance is low: a charge takes it to a fifth or a twentieth of the last grant, or below.</content>
public sealed partial class TokenLedger
{
    private static readonly int[] LowPercents = [20, 5];

    /// <summary>Drops those that their user's webhooks have.</summary>
    public void Told(IReadOnlyCollection<LowBalance> told)
    {
        account.Low?.RemoveAll(told.Contains);
        if (account.Low is { Count: 0 })
            account.Low = null;
    }

    /// <summary>
    /// Notes what a charge has crossed. A grant lifts the balance above both parts of it, and from there on only charges move it, downwards: so each part is crossed
    /// at most once per grant. What is set aside is not counted, because it may come back.
    /// </summary>
    /// <param name="before">What was granted less what was charged, before the charge.</param>
    /// <param name="now">The time.</param>
    private void NoteLow(long before, DateTimeOffset now)
    {
        var (balance, grant) = (account.Granted - account.Charged, account.LastGrant);
        foreach (var percent in LowPercents.Where(percent => IsLow(balance, percent, grant) && !IsLow(before, percent, grant)))
            (account.Low ??= []).Add(new LowBalance(percent, grant, account.LastGrantAt, balance, Math.Max(0, Available), now));
    }

    private static bool IsLow(long balance, int percent, long grant) => grant > 0 && (Int128)balance * 100 <= (Int128)grant * percent;
}
