namespace PromptGen.Load.Measuring;

/// <summary>Looks at the memory of processes four times a second and keeps the most it saw.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<IEnumerable<int>> _processes;
    private readonly Task _watching;
    private long _peak;

    /// <summary>Begins.</summary>
    public MemoryWatch(Func<IEnumerable<int>> processes)
    {
        _processes = processes;
        Look();
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>The most so far, in MB.</summary>
    public double PeakMegabytes
    {
        get
        {
            Look();
            return Volatile.Read(ref _peak) / 1048576.0;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(_stop.Token))
            Look();
    }

    private void Look()
    {
        var now = Processes.ResidentBytes(_processes());
        InterlockedMax(ref _peak, now);
    }

    private static void InterlockedMax(ref long place, long value)
    {
        for (var seen = Volatile.Read(ref place); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref place, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
