using HdrHistogram;

namespace PromptGen.Load.Driving;

/// <summary>How long requests took, from when each was to be sent, and what went wrong. Not for several threads at once: each lane has its own.</summary>
internal sealed class Latencies
{
    private const long Longest = 300_000_000;

    private readonly LongHistogram _microseconds = new(1, Longest, 3);

    /// <summary>How many were answered as they should be.</summary>
    public long Answered => _microseconds.TotalCount;

    /// <summary>How many were not, by status code; 0 for those that got no answer.</summary>
    public Dictionary<int, long> Failed { get; } = [];

    /// <summary>Adds one.</summary>
    public void Add(TimeSpan took, int status)
    {
        if (status is 200 or 202)
            _microseconds.RecordValue(Math.Clamp((long)took.TotalMicroseconds, 1, Longest));
        else
            Failed[status] = Failed.GetValueOrDefault(status) + 1;
    }

    /// <summary>Adds those of another lane.</summary>
    public void Add(Latencies other)
    {
        _microseconds.Add(other._microseconds);
        foreach (var (status, count) in other.Failed)
            Failed[status] = Failed.GetValueOrDefault(status) + count;
    }

    /// <summary>So many percent took at most so many milliseconds.</summary>
    public double Percentile(double percent) => _microseconds.GetValueAtPercentile(percent) / 1000.0;
}
