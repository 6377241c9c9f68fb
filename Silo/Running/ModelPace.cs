using Microsoft.Extensions.Options;
using PromptGen.Models;

namespace PromptGen.Silo.Running;

/// <summary>
/// How many generations may be under way at once: the configured number, less after the model said that it is too
/// much, and slowly more again while it succeeds (additive increase, multiplicative decrease, as in TCP: RFC 5681).
/// </summary>
public sealed class ModelPace(IOptions<ModelOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private double _limit = options.Value.MaxConcurrency;
    private long _lastCut;

    /// <summary>Generations that may be under way now.</summary>
    public int Limit => (int)Volatile.Read(ref _limit);

    /// <summary>The model refused: a quarter less than what was under way, at most once a second.</summary>
    public void Refused(int running)
    {
        lock (_lock)
        {
            if (_lastCut != 0 && clock.GetElapsedTime(_lastCut) < Between)
                return;
            _lastCut = clock.GetTimestamp();
            _limit = Math.Max(1, Math.Min(_limit, running) * 0.75);
        }
    }

    /// <summary>The model answered: one more for each round of successes, and at least a tenth more.</summary>
    public void Succeeded()
    {
        var max = options.Value.MaxConcurrency;
        lock (_lock)
        {
            if (_limit < max)
                _limit = Math.Min(max, _limit + Math.Max(1 / _limit, 0.1));
        }
    }
}
