using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;

namespace PromptGen.Load.Scenarios;

/// <summary>A gateway and one, two, three silos as processes of their own; on one machine they share its cores, so this shows what each costs.</summary>
internal static class SilosScenario
{
    public const string Name = "silos";

    public static async Task RunAsync(Stage stage)
    {
        foreach (var silos in stage.Options.Silos)
        {
            var service = await stage.FreshAsync(silos);
            var user = service.For(stage.NewUser());
            using var lanes = new Lanes(service.Base, stage.Options.Connections);
            var meter = await Meter.BeginAsync(service, stage.Cancellation);
            var tasks = await Generations.StartAsync(lanes, stage.Options.Tasks / 2, _ => user, stage.Cancellation);
            await Quiet.UntilAsync(service, stage.Cancellation);
            var usage = await meter.ReadAsync(stage.Cancellation);
            var outcome = await tasks.VerifyAsync(lanes, stage.Cancellation);

            var (kind, polled) = (silos == 1 ? "1 silo" : $"{silos} silos", await Meter.BeginAsync(service, stage.Cancellation));
            var polls = await ClosedLoop.RunAsync(lanes, stage.Options.Time / 2, tasks.Poll(0), stage.Cancellation);
            var pollUsage = await polled.ReadAsync(stage.Cancellation);
            stage.Add(Name, $"{kind}: {stage.Options.Tasks / 2:N0} submitted until done", "tasks/s", outcome.Completed / outcome.Took.TotalSeconds);
            stage.AddCpu(Name, $"task, {kind}", usage, stage.Options.Tasks / 2);
            stage.Add(Name, $"{kind}", "polls/s", polls.Rate);
            stage.AddCpu(Name, $"poll, {kind}", pollUsage, polls.Latencies.Answered);
            stage.Add(Name, $"{kind}: memory (RSS) of all", "MB", Processes.ResidentBytes(service.OwnProcesses) / 1048576.0);
            stage.Say($"{kind}: {outcome.Completed} in {outcome.Took.TotalSeconds:0.0} s; polls {polls}");
        }
    }
}
