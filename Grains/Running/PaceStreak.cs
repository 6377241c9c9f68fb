namespace PromptGen.Running;

/// <summary>Model calls that failed one after the other, with no success in between.</summary>
/// <param name="task">Whose call was the first.</param>
/// <param name="since">Since when nothing has succeeded: the begin of that call, or a success after it.</param>
/// <param name="first">When it failed.</param>
internal sealed class PaceStreak(long task, TimeSpan since, TimeSpan first)
{
    // Fewer may be chance, and each of these tasks waits by itself.
    private const int FailuresToHold = 10;

    private int _failures;

    /// <summary>Since when nothing has succeeded.</summary>
    public TimeSpan Since { get; private set; } = since;

    /// <summary>When the first call failed: those that were in flight then are not of the time after.</summary>
    public TimeSpan First { get; } = first;

    /// <summary>When the last one did.</summary>
    public TimeSpan Last { get; private set; } = first;

    /// <summary>Whether it is more than one task's trouble.</summary>
    public bool IsShared { get; private set; }

    /// <summary>Whether all have to wait for a sign of life.</summary>
    public bool IsHeld => IsShared && _failures >= FailuresToHold;

    /// <summary>The fewest calls that were in flight beside a refused one: what the model took, if any of them succeeds.</summary>
    public int Unrefused { get; private set; } = int.MaxValue;

    /// <summary>One more failed.</summary>
    public void Add(long whose, int inFlight, bool isAlone, TimeSpan now)
    {
        _failures++;
        Last = now;
        IsShared |= isAlone || whose != task;
        Unrefused = Math.Min(Unrefused, inFlight);
    }

    /// <summary>The model asked for more time than anybody waits: as if it had lasted since <paramref name="moment"/>.</summary>
    public void EndPatience(TimeSpan moment) => Since = moment < Since ? moment : Since;
}
