namespace PromptGen.Running;

/// <summary>What a generation that stands at the model's door may do now.</summary>
public enum PaceVerdict
{
    /// <summary>Wait on.</summary>
    Wait,

    /// <summary>Call the model.</summary>
    Call,

    /// <summary>Wait no longer: the model is away.</summary>
    FallBack,
}

/// <summary>
/// What the ends of a silo's model calls say: how many calls the model takes at once, and whether it is away. The two are told apart by
/// what succeeds in between. Refusals beside calls that go on mean overload, and the number of those calls is the limit. Failures
/// alone are a <see cref="PaceStreak"/>: it ends with the first success and leaves the limit as it was; one that has lasted for the
/// patience is an outage, in which nobody waits and one call a second is made to see whether it is over.
/// Only failures begin a streak: slow successes, or no calls, do not. Pure: time is passed in, as what passed since a fixed moment. Not thread-safe.
/// </summary>
/// <param name="most">The configured number of calls at once.</param>
/// <param name="patience">How long to wait for a model that only fails.</param>
public sealed class PaceState(int most, TimeSpan patience)
{
    /// <summary>Generations that may be under way at once in an outage, since they need no model.</summary>
    public const int LetThrough = 512;

    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private double _limit = most;
    private int _inFlight, _peak;
    private PaceStreak? _streak;
    private TimeSpan _lastCall = TimeSpan.MinValue, _lastSuccess = TimeSpan.MinValue, _lastFailure = TimeSpan.MinValue, _lastRecovery = TimeSpan.MinValue;

    /// <summary>Generations that may be under way now.</summary>
    public int Limit(TimeSpan now) => IsOutage(now) ? Math.Max((int)_limit, LetThrough) : (int)_limit;

    /// <summary>
    /// Whether the model is away: for the patience more than one task's calls have failed and none succeeded, the last of them lately.
    /// </summary>
    public bool IsOutage(TimeSpan now) => _streak is { IsShared: true } streak && now - streak.Since >= patience && now - streak.Last <= Fresh;

    /// <summary>What a generation may do.</summary>
    /// <param name="since">When it came to the door.</param>
    /// <param name="notBefore">Until when it was told to wait after a refusal.</param>
    /// <param name="hasFailed">Whether a call of its own has failed.</param>
    /// <param name="now">The time.</param>
    public PaceVerdict Decide(TimeSpan since, TimeSpan notBefore, bool hasFailed, TimeSpan now)
    {
        var isProbeDue = now >= After(_lastCall, BetweenProbes);
        if (_streak is { } streak && now - streak.Since >= patience && (hasFailed || (streak.IsShared && now - since >= patience) || IsOutage(now)))
            return isProbeDue && !hasFailed ? PaceVerdict.Call : PaceVerdict.FallBack;
        if (now < notBefore)
            return PaceVerdict.Wait;
        var mayCall = _streak is { IsHeld: true } held
            ? _inFlight < Math.Min((int)_limit, held.Unrefused) || isProbeDue
            : _inFlight < (int)_limit;
        return mayCall ? PaceVerdict.Call : PaceVerdict.Wait;
    }

    /// <summary>A call was begun.</summary>
    public void Began(TimeSpan now)
    {
        _lastCall = now;
        _peak = Math.Max(_peak, ++_inFlight);
    }

    /// <summary>A call came to an end that says nothing of the model's strength.</summary>
    public void Ended() => _inFlight--;

    /// <summary>Text of a call has arrived: as good as a success, long before its end.</summary>
    /// <returns>Whether that ended a streak of failures.</returns>
    public bool Heard(TimeSpan began, TimeSpan now)
    {
        _lastSuccess = now;
        if (_streak is not { } streak)
            return false;
        _streak = null;
        if (streak.IsShared && began <= streak.First)
            Overloaded(streak.Unrefused);
        else if (streak.IsShared)
            Recovered(now);
        return true;
    }

    /// <summary>
    /// A call succeeded: one more for each round of successes, at least a tenth more, and twice as many once nothing failed for a while (additive
    /// increase as in TCP, RFC 5681).
    /// </summary>
    public void Succeeded(TimeSpan began, TimeSpan now)
    {
        Heard(began, now);
        _inFlight--;
        _limit = Math.Min(most, _limit + (now > After(_lastFailure, Fresh) ? 1 : Math.Max(1 / _limit, 0.1)));
    }

    /// <summary>A call failed or was refused.</summary>
    /// <param name="task">Whose call it was.</param>
    /// <param name="began">When it was begun.</param>
    /// <param name="asked">How long the model asks to be left alone, where it says.</param>
    /// <param name="now">The time.</param>
    public void Failed(long task, TimeSpan began, TimeSpan? asked, TimeSpan now)
    {
        _inFlight--;
        _lastFailure = now;
        // Failures so far apart are not one streak: nobody asked in between.
        if (_streak is null || began > _streak.Last + patience + Soon)
            _streak = new PaceStreak(task, Later(began, _lastSuccess), now);
        _streak.Add(task, _inFlight, isAlone: _limit < 2, now);
        if (asked > patience)
            _streak.EndPatience(now - patience);
    }

    private void Overloaded(int unrefused) => _limit = unrefused > 0 ? Math.Min(_limit, unrefused) : _limit;

    /// <summary>The limit is what it was, unless the model refused right after it was back the last time: all at once were too many then.</summary>
    private void Recovered(TimeSpan now)
    {
        if (now < After(_lastRecovery, Soon))
            _limit = Math.Max(1, Math.Min(_limit, _peak) / 2);
        (_lastRecovery, _peak) = (now, _inFlight);
    }

    private static TimeSpan After(TimeSpan moment, TimeSpan time) => moment == TimeSpan.MinValue ? moment : moment + time;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
