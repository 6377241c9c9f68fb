using System.Diagnostics.Metrics;

namespace PromptGen.Running;

/// <summary>What a silo's runner has to do, as gauges: they are read when somebody asks.</summary>
public sealed class RunnerMetrics
{
    /// <summary>The meter.</summary>
    public const string Name = "PromptGen.Running";

    /// <summary>Creates the instruments.</summary>
    public RunnerMetrics(IMeterFactory meters, PromptTaskRunner runner, FinishedTasks finished, ModelPace pace)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("promptgen.queue.length", () => runner.Load.Waiting, "{task}", "Generations that wait on this silo.");
        meter.CreateObservableGauge("promptgen.queue.longest_wait", () => runner.Load.LongestWait.TotalSeconds, "s", "How long the one that waits longest on this silo has waited.");
        meter.CreateObservableGauge("promptgen.tasks.running", () => runner.Load.Running, "{task}", "Attempts at work on this silo.");
        meter.CreateObservableGauge("promptgen.pace.limit", () => pace.Limit, "{call}", "Generations that this silo lets be under way at once, as the model allows.");
        meter.CreateObservableGauge("promptgen.retirements.pending", () => finished.Pending, "{task}", "Ended generations that this silo has not yet taken out of the ledger and the index.");
    }
}
