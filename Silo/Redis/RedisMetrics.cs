using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PromptGen.Silo.Redis;

/// <summary>How Redis answers, whoever asks in this process.</summary>
public static class RedisMetrics
{
    /// <summary>The meter.</summary>
    public const string Name = "PromptGen.Redis";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "promptgen.redis.duration", "s", "How long Redis took to answer what was asked on the way of a request or a generation.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });

    private static readonly Counter<long> Errors = Meter.CreateCounter<long>("promptgen.redis.errors", "{error}", "What Redis refused, or did not answer in time.");

    /// <summary>It answered.</summary>
    public static void Answered(long began) => Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);

    /// <summary>It failed.</summary>
    public static void Failed(Exception failure) => Errors.Add(1, new KeyValuePair<string, object?>("error.type", failure.GetType().Name));
}
