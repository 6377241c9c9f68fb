namespace PromptGen.Load.Driving;

/// <summary>What came of a load.</summary>
/// <param name="Latencies">Of all requests.</param>
/// <param name="Took">From the first request's start to the last answer.</param>
internal sealed record LoadResult(Latencies Latencies, TimeSpan Took)
{
    /// <summary>Answers a second.</summary>
    public double Rate => Latencies.Answered / Took.TotalSeconds;

    /// <summary>In one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Rate:0} a second, p50 {Latencies.Percentile(50):0.00} ms, p99 {Latencies.Percentile(99):0.00} ms{Failures}");

    private string Failures => Latencies.Failed.Count == 0 ? "" : $"; FAILED {string.Join(", ", Latencies.Failed.Select(pair => $"{pair.Value} × {pair.Key}"))}";
}
