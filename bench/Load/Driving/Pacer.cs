using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PromptGen.Load.Driving;

/// <summary>Says when each request of a steady rate is due, to a tenth of a millisecond: timers are ten times as coarse, and spinning takes a core from the service.</summary>
internal sealed class Pacer : IDisposable
{
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMicroseconds(100);

    private readonly TaskCompletionSource[] _due;
    private readonly double _rate;
    private readonly Thread _thread;
    private volatile bool _isOver;

    /// <summary>Begins at once.</summary>
    /// <param name="rate">Requests a second.</param>
    /// <param name="count">How many.</param>
    public Pacer(double rate, int count)
    {
        _rate = rate;
        _due = new TaskCompletionSource[count];
        for (var i = 0; i < count; i++)
            _due[i] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Begun = Stopwatch.GetTimestamp();
        _thread = new Thread(Run) { IsBackground = true, Name = "pacer" };
        _thread.Start();
    }

    /// <summary>When the first request is due.</summary>
    public long Begun { get; }

    /// <summary>Waits until the request with that number is due.</summary>
    /// <returns>When it was.</returns>
    public async ValueTask<long> UntilAsync(int number, CancellationToken cancellation)
    {
        var due = At(number);
        if (Stopwatch.GetTimestamp() < due)
            await _due[number].Task.WaitAsync(cancellation);
        return due;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
    }

    private long At(int number) => Begun + (long)(number / _rate * Stopwatch.Frequency);

    private void Run()
    {
        for (var next = 0; next < _due.Length && !_isOver;)
        {
            if (Stopwatch.GetTimestamp() >= At(next))
            {
                _due[next++].TrySetResult();
                continue;
            }
            var left = TimeSpan.FromSeconds((At(next) - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);
            var sleep = left < ShortestSleep ? ShortestSleep : left > TimeSpan.FromMilliseconds(100) ? TimeSpan.FromMilliseconds(100) : left;
            var request = new TimeSpec(0, (long)sleep.TotalNanoseconds);
            _ = NanoSleep(ref request, 0);
        }
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NanoSleep(ref TimeSpec request, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
