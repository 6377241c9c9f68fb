namespace PromptGen.Tokens;

/// <content>Whose texts are not shown before they have been looked at.</content>
public sealed partial class TokenLedger
{
    private const int Refusals = 2;

    private static readonly TimeSpan RefusalMemory = TimeSpan.FromHours(1);

    /// <summary>Whether the last two generations ended by the fallback for their quality, within the hour: whoever writes notes that mislead the model is not shown what it wrote.</summary>
    public bool HoldsText(DateTimeOffset now) => account.Refused is { Count: >= Refusals } refused && now - refused[^Refusals] < RefusalMemory;

    /// <summary>A generation ended so.</summary>
    public void NoteRefusal(DateTimeOffset now)
    {
        var refused = account.Refused ??= [];
        refused.Add(now);
        if (refused.Count > Refusals)
            refused.RemoveAt(0);
    }
}
