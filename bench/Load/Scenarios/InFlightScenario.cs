using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;

namespace PromptGen.Load.Scenarios;

/// <summary>Thousands of generations at once on a slow model, half of them polled each second.</summary>
internal static class InFlightScenario
{
    public const string Name = "inflight";

    private const int Connections = 256;

    public static async Task RunAsync(Stage stage)
    {
        var (count, delay) = (stage.Options.InFlight, stage.Options.Delay);
        // Its peak memory is its own; who comes after may have it too.
        var service = await stage.FreshAsync(isShared: true);
        if (service.Model is not { } model)
        {
            stage.Say("inflight needs the address of the fake model");
            return;
        }
        var user = service.For(stage.NewUser());
        await model.ResetAsync(delay, stage.Cancellation);
        await using var memory = new MemoryWatch(() => service.OwnProcesses);
        using var lanes = new Lanes(service.Base, Connections);

        var tasks = await Generations.StartAsync(lanes, count, _ => user, stage.Cancellation);
        if (tasks.Accepted < count)
            throw new InvalidOperationException($"Only {tasks.Accepted} of {count} were accepted: {tasks.Starts}");
        var polled = (count + 1) / 2;
        var polls = await OpenLoop.RunAsync(lanes, polled, delay + TimeSpan.FromSeconds(1.5), i => tasks.Poll(2 * (i % polled)), stage.Cancellation);
        var peak = memory.PeakMegabytes;
        var outcome = await tasks.VerifyAsync(lanes, stage.Cancellation);
        var counts = await model.CountsAsync(stage.Cancellation);
        await model.ResetAsync(TimeSpan.Zero, stage.Cancellation);

        stage.Add(Name, $"{count:N0} on a model of {delay.TotalSeconds:0.#} s: over ideal", "s", (outcome.Took - delay - tasks.Starts.Took).TotalSeconds);
        stage.Add(Name, "peak memory (RSS)", "MB", peak);
        stage.Add(Name, "poll p50 meanwhile", "ms", polls.Latencies.Percentile(50));
        stage.Add(Name, "poll p99 meanwhile", "ms", polls.Latencies.Percentile(99));
        stage.Add(Name, "model calls at once, at the most", "", counts.Peak);
        stage.Add(Name, "without a prompt at the end", "tasks", outcome.Other);
        stage.Say($"inflight: {outcome.Completed} in {outcome.Took.TotalSeconds:0.0} s, peak {peak:0} MB; polls {polls}");
    }
}
