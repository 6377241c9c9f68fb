using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace PromptGen.ServiceDefaults.Telemetry;

/// <summary>
/// What is told of Orleans's own meter: how many grains there are, read when somebody asks, and what is counted only when something goes wrong. The rest counts with every call or
/// activation, and would cost with each.
/// </summary>
internal static class OrleansMetrics
{
    /// <summary>The meter.</summary>
    public const string Meter = "Microsoft.Orleans";

    private static readonly HashSet<string> Told =
    [
        "orleans-grains",
        "orleans-app-requests-timedout",
        "orleans-catalog-activation-failed-to-activate",
        "orleans-messaging-expired",
        "orleans-messaging-rejected",
        "orleans-messaging-sent-dropped",
        "orleans-messaging-sent-failed",
        "orleans-scheduler-long-running-turns",
        "orleans-watchdog-health-checks-failed",
    ];

    // Closed lists; no address of a silo, which is another one after each restart.
    private static readonly MetricStreamConfiguration Bounded = new() { TagKeys = ["grain_type", "Direction", "Phase"] };

    /// <summary>How an instrument is told; <c>null</c>: it is not Orleans's.</summary>
    public static MetricStreamConfiguration? View(Instrument instrument) =>
        instrument.Meter.Name != Meter ? null : Told.Contains(instrument.Name) ? Bounded : MetricStreamConfiguration.Drop;
}
