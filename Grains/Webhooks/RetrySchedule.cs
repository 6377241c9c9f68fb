namespace PromptGen.Webhooks;

/// <summary>When a failed delivery is tried again: ten times within 23 hours, after the example of Standard Webhooks.</summary>
/// <param name="delays">Other pauses; <c>null</c>: those.</param>
public sealed class RetrySchedule(IReadOnlyList<TimeSpan>? delays = null)
{
    private static readonly TimeSpan[] Standard =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
        TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(6), TimeSpan.FromHours(9),
    ];

    // What failed together does not come back together.
    private const double MostJitter = 0.1;

    private readonly IReadOnlyList<TimeSpan> _delays = delays ?? Standard;

    /// <summary>How long to wait after so many failures; <c>null</c>: it is given up.</summary>
    /// <param name="failures">How many, from 1.</param>
    /// <param name="chance">From 0 to 1: how much of the jitter is taken off.</param>
    public TimeSpan? After(int failures, double chance) => failures <= _delays.Count ? _delays[failures - 1] * (1 - (MostJitter * chance)) : null;
}
