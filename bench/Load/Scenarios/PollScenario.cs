using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;
using PromptGen.Load.Systems;

namespace PromptGen.Load.Scenarios;

/// <summary>Polls of a finished generation: as many as go, at steady rates, and against an endpoint that does nothing.</summary>
internal static class PollScenario
{
    public const string Name = "poll";

    public static async Task RunAsync(Stage stage)
    {
        var service = await stage.WarmAsync();
        var user = service.For(stage.NewUser());
        using var lanes = new Lanes(service.Base, stage.Options.Connections);
        var task = await Generations.StartAsync(lanes, 1, _ => user, stage.Cancellation);
        await task.UntilLastEndedAsync(service.Base, stage.Cancellation);
        await Quiet.UntilAsync(service, stage.Cancellation);
        var poll = task.Poll(0);
        await ClosedLoop.RunAsync(lanes, stage.Options.Time / 4, poll, stage.Cancellation);

        var meter = await Meter.BeginAsync(service, stage.Cancellation);
        var most = await ClosedLoop.RunAsync(lanes, stage.Options.Time, poll, stage.Cancellation);
        var usage = await meter.ReadAsync(stage.Cancellation);
        stage.Add(Name, $"{stage.Options.Connections} connections", "polls/s", most.Rate);
        stage.Add(Name, $"p99 with {stage.Options.Connections} connections", "ms", most.Latencies.Percentile(99));
        stage.AddCpu(Name, "poll", usage, most.Latencies.Answered);
        stage.Say($"poll, closed loop: {most}; {usage}");

        await Loads.RunAsync(stage, service, Name, "polls", most.Rate, _ => poll);
        if (stage.System.IsOurs)
            stage.Add(Name, "share of a bare endpoint's polls/s", "", most.Rate / await BareAsync(stage, service, poll));
    }

    private static async Task<double> BareAsync(Stage stage, Service service, ReadOnlyMemory<byte> poll)
    {
        using var http = new HttpConnection(new(System.Net.IPAddress.Loopback, service.Base.Port));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, (await http.SendAsync(poll, stage.Cancellation)).Body, stage.Cancellation);
            await using var bare = HelperProcess.StartBareEndpoint(file);
            await bare.WaitUntilUpAsync("/api/v1/web-knowledge/generate-prompt-async/status/any/", stage.Cancellation);
            using var lanes = new Lanes(bare.Url, stage.Options.Connections);
            await ClosedLoop.RunAsync(lanes, stage.Options.Time / 2, poll, stage.Cancellation);
            var result = await ClosedLoop.RunAsync(lanes, stage.Options.Time / 2, poll, stage.Cancellation);
            stage.Say($"bare endpoint: {result}");
            return result.Rate;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
