namespace PromptGen.Running;

/// <summary>
/// How long what failed is left alone: longer each time it fails again. Remembers a bounded number; what it does not remember begins with the
/// shortest pause. Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="longest">The longest pause.</param>
internal sealed class GrowingPauses<T>(TimeProvider clock, TimeSpan longest)
    where T : notnull
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<T, (TimeSpan Pause, long Since)> _failed = [];

    /// <summary>It failed.</summary>
    /// <returns>How long to leave it alone.</returns>
    public TimeSpan Failed(T item)
    {
        lock (_lock)
        {
            var pause = _failed.TryGetValue(item, out var before) ? before.Pause * 2 : Shortest;
            pause = pause < longest ? pause : longest;
            if (_failed.Count < Capacity || _failed.ContainsKey(item))
                _failed[item] = (pause, clock.GetTimestamp());
            return pause;
        }
    }

    /// <summary>It is done, or of no interest any more.</summary>
    public void Forget(T item)
    {
        lock (_lock)
            _failed.Remove(item);
    }

    /// <summary>Whether it is to be left alone.</summary>
    public bool IsPaused(T item)
    {
        lock (_lock)
            return _failed.TryGetValue(item, out var failed) && clock.GetElapsedTime(failed.Since) < failed.Pause;
    }
}
