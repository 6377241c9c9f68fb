using HdrHistogram;

namespace PromptGen.Load.Driving;

/// <summary>How long requests took, from when each was to be sent, and what went wrong.</summary>
internal sealed class Latencies
{
    private const long Longest = 300_000_000;

    private readonly Lock _lock = new();
    private readonly LongHistogram _microseconds = new(1, Longest, 3);
    private readonly Dictionary<int, long> _failed = [];

    /// <summary>How many were answered as they should be.</summary>
    public long Answered => _microseconds.TotalCount;

    /// <summary>How many were not, by status code; 0 for those that got no answer.</summary>
    public IReadOnlyDictionary<int, long> Failed => _failed;

    /// <summary>Adds one.</summary>
    public void Add(TimeSpan took, int status)
    {
        lock (_lock)
        {
            if (status is 200 or 202)
                _microseconds.RecordValue(Math.Clamp((long)took.TotalMicroseconds, 1, Longest));
            else
                _failed[status] = _failed.GetValueOrDefault(status) + 1;
        }
    }

    /// <summary>So many percent took at most so many milliseconds.</summary>
    public double Percentile(double percent) => _microseconds.GetValueAtPercentile(percent) / 1000.0;
}
