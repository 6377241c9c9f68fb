using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;

namespace PromptGen.Load.Scenarios;

/// <summary>Thousands of generations, from the first start to the last end.</summary>
internal static class CompleteScenario
{
    public const string Name = "complete";

    public static async Task RunAsync(Stage stage)
    {
        var service = await stage.WarmAsync();
        var user = service.For(stage.NewUser());
        using var lanes = new Lanes(service.Base, stage.Options.Connections);
        if (service.Model is { } model)
            await model.ResetAsync(TimeSpan.Zero, stage.Cancellation);

        var meter = await Meter.BeginAsync(service, stage.Cancellation);
        var tasks = await Generations.StartAsync(lanes, stage.Options.Tasks, _ => user, stage.Cancellation);
        await tasks.UntilLastEndedAsync(service.Base, stage.Cancellation);
        // What is cleared away after the last end belongs to the tasks too.
        await Quiet.UntilAsync(service, stage.Cancellation);
        var usage = await meter.ReadAsync(stage.Cancellation);
        var outcome = await tasks.VerifyAsync(lanes, stage.Cancellation);

        stage.Add(Name, $"{stage.Options.Tasks:N0} submitted until done", "tasks/s", outcome.Completed / outcome.Took.TotalSeconds);
        stage.AddCpu(Name, "task", usage, stage.Options.Tasks);
        stage.Add(Name, "without a prompt at the end", "tasks", outcome.Other);
        if (service.Model is { } asked)
            stage.Add(Name, "model calls a task", "", (await asked.CountsAsync(stage.Cancellation)).Calls / (double)stage.Options.Tasks);
        stage.Say($"complete: {outcome.Completed} in {outcome.Took.TotalSeconds:0.0} s; {usage}");
    }
}
