using System.Diagnostics;
using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;

namespace PromptGen.Load.Scenarios;

/// <summary>Thousands of open event streams, each of a generation of its own, whose answers all come at once.</summary>
internal static class EventsScenario
{
    public const string Name = "events";

    private const int AtOnce = 100;

    public static async Task RunAsync(Stage stage)
    {
        var service = await stage.WarmAsync();
        var (count, user, model) = (stage.Options.Streams, service.For(stage.NewUser()), service.Model!);
        using var lanes = new Lanes(service.Base, AtOnce);
        await model.ResetAsync(TimeSpan.Zero, stage.Cancellation);
        await model.HoldAsync(true, stage.Cancellation);
        var tasks = await Generations.StartAsync(lanes, count, _ => user, stage.Cancellation);
        while ((await model.CountsAsync(stage.Cancellation)).InFlight < count)
            await Task.Delay(TimeSpan.FromMilliseconds(20), stage.Cancellation);
        var waiting = Megabytes();

        var clock = Stopwatch.StartNew();
        var streams = new EventStream[count];
        await lanes.ForAsync(count, async (_, i) => streams[i] = await EventStream.OpenAsync(service.Base, user.Events(tasks.Ids[i]!), stage.Cancellation));
        await Task.WhenAll(streams.Select(stream => stream.FirstText));
        stage.Add(Name, $"{count:N0} streams open, first text on all", "s", clock.Elapsed.TotalSeconds);
        var open = Megabytes();

        var meter = await Meter.BeginAsync(service, stage.Cancellation);
        clock.Restart();
        await model.HoldAsync(false, stage.Cancellation);
        var whole = await Task.WhenAll(streams.Select(stream => stream.End));
        stage.Add(Name, "last terminal event after the model's end", "s", clock.Elapsed.TotalSeconds);
        stage.AddCpu(Name, "stream, from the model's end to its own", await meter.ReadAsync(stage.Cancellation), count);
        stage.Add(Name, "streams without their end", "", whole.Count(one => !one));
        stage.Add(Name, "memory (RSS), generations in flight", "MB", waiting);
        stage.Add(Name, "memory (RSS), all streams open", "MB", open);
        stage.Say($"events: {count} streams, ended after {clock.Elapsed.TotalSeconds:0.0} s");
        foreach (var stream in streams)
            stream.Dispose();

        double Megabytes() => Processes.ResidentBytes(service.OwnProcesses) / 1048576.0;
    }
}
