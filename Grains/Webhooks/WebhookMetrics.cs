using System.Diagnostics.Metrics;

namespace PromptGen.Webhooks;

/// <summary>Counts what became of tries; never whose or where to.</summary>
public sealed class WebhookMetrics
{
    /// <summary>The meter.</summary>
    public const string Name = "PromptGen.Webhooks";

    private const string Delivered = "delivered";

    private readonly Counter<long> _tries;
    private readonly Histogram<double> _duration;

    /// <summary>Creates the instruments; what an alert looks at begins at zero.</summary>
    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _tries = meter.CreateCounter<long>("promptgen.webhooks.tries", "{try}", "Tries to deliver a webhook, by result: delivered, or the error that the log of deliveries names.");
        _duration = meter.CreateHistogram("promptgen.webhooks.duration", "s", "How long receivers took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15] });
        Count(0, Delivered);
    }

    /// <summary>A try has ended.</summary>
    public void Tried(WebhookAttempt attempt, TimeSpan took)
    {
        Count(1, attempt.Error ?? Delivered);
        _duration.Record(took.TotalSeconds);
    }

    private void Count(int tries, string result) => _tries.Add(tries, new KeyValuePair<string, object?>("result", result));
}
