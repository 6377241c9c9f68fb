using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;
using PromptGen.Load.Systems;

namespace PromptGen.Load.Scenarios;

/// <summary>Starts: as many as go, at steady rates, and what one costs until the model is asked.</summary>
internal static class StartScenario
{
    public const string Name = "start";

    // For starts whose generations may not end while they are counted.
    private const int Counted = 2_000;

    private static readonly TimeSpan LongAnswer = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(Stage stage)
    {
        var service = await stage.WarmAsync();
        var user = service.For(stage.NewUser());
        if (service.Model is { } model)
            await model.ResetAsync(TimeSpan.Zero, stage.Cancellation);
        using var lanes = new Lanes(service.Base, stage.Options.Connections);
        var most = await ClosedLoop.RunAsync(lanes, stage.Options.Time, user.Start, stage.Cancellation);
        var atEnd = service.Model is { } asked ? await asked.CountsAsync(stage.Cancellation) : null;
        await Quiet.UntilAsync(service, stage.Cancellation);
        stage.Add(Name, $"{stage.Options.Connections} connections", "starts/s", most.Rate);
        if (atEnd is not null)
            stage.Add(Name, "of them answered by the model at the end", "%", 100.0 * (atEnd.Calls - atEnd.InFlight) / most.Latencies.Answered);
        stage.Add(Name, $"p99 with {stage.Options.Connections} connections", "ms", most.Latencies.Percentile(99));
        stage.Say($"start, closed loop: {most}");

        await Loads.RunAsync(stage, service, Name, "starts", most.Rate, _ => user.Start);
        if (service.Model is not null)
            await CountAsync(stage, service, user, lanes);
    }

    private static async Task CountAsync(Stage stage, Service service, Requests user, Lanes lanes)
    {
        await service.Model!.ResetAsync(LongAnswer, stage.Cancellation);
        var meter = await Meter.BeginAsync(service, stage.Cancellation);
        var tasks = await Generations.StartAsync(lanes, Counted, _ => user, stage.Cancellation);
        while ((await service.Model.CountsAsync(stage.Cancellation)).Calls < tasks.Accepted)
            await Task.Delay(TimeSpan.FromMilliseconds(20), stage.Cancellation);
        stage.AddCpu(Name, "start, until the model is asked", await meter.ReadAsync(stage.Cancellation), tasks.Accepted);
        await Quiet.UntilAsync(service, stage.Cancellation);
        await service.Model.ResetAsync(TimeSpan.Zero, stage.Cancellation);
    }
}
