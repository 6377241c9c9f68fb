using System.Diagnostics;
using System.Text.Json;
using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;
using PromptGen.Load.Systems;
using PromptGen.Testing.Processes;

namespace PromptGen.Load.Scenarios;

/// <summary>Many batches of the largest size by many users, until each is completed with a prompt for every item.</summary>
internal static class BatchesScenario
{
    public const string Name = "batches";

    private const int Items = 100, Users = 50, Few = 10, AnswerSize = 2_500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250), Longest = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(Stage stage)
    {
        // Its peak memory is its own.
        var service = (PublishedService)await stage.FreshAsync();
        await service.Model.SizeAsync(AnswerSize, stage.Cancellation);
        using var lanes = new Lanes(service.Base, stage.Options.Connections);
        var users = Enumerable.Range(0, Users).Select(_ => service.For(stage.NewUser())).ToArray();
        using var probe = new RedisProbe(service.RedisPort!.Value);
        await CommandsAsync(stage, service, lanes, users);

        var (count, before) = (stage.Options.Batches, await probe.FigureAsync("used_memory", stage.Cancellation));
        await using var memory = new MemoryWatch(() => service.OwnProcesses);
        var meter = await Meter.BeginAsync(service, stage.Cancellation);
        var run = await StartAsync(lanes, count, users, stage.Cancellation);
        await Quiet.UntilAsync(service, stage.Cancellation);
        var usage = await meter.ReadAsync(stage.Cancellation);
        var (peak, most, after) = (memory.PeakMegabytes, await probe.FigureAsync("used_memory_peak", stage.Cancellation), await probe.FigureAsync("used_memory", stage.Cancellation));
        var (whole, took) = await VerifyAsync(lanes, run, users, stage.Cancellation);
        var items = (double)count * Items;

        stage.Add(Name, $"{count:N0} batches of {Items} until all are accepted", "s", run.Starts.Took.TotalSeconds);
        stage.Add(Name, "start p50", "ms", run.Starts.Latencies.Percentile(50));
        stage.Add(Name, "start p99", "ms", run.Starts.Latencies.Percentile(99));
        stage.Add(Name, "until all are done", "s", took.TotalSeconds);
        stage.Add(Name, "items", "tasks/s", items / took.TotalSeconds);
        stage.AddCpu(Name, "item", usage, items);
        stage.Add(Name, "peak memory (RSS)", "MB", peak);
        stage.Add(Name, "Redis before", "MB", before / 1048576.0);
        stage.Add(Name, "Redis at the peak", "MB", most / 1048576.0);
        stage.Add(Name, "Redis after", "MB", after / 1048576.0);
        stage.Add(Name, $"kept in Redis an item, answer of {AnswerSize:N0} characters", "B", (after - before) / items);
        stage.Add(Name, "bytes to Redis", "B an item", usage.RedisBytes / items);
        stage.Add(Name, $"not completed with {Items} prompts", "batches", count - whole);
        stage.Say($"batches: {whole} whole in {took.TotalSeconds:0.0} s, starts {run.Starts}; {usage}");
    }

    /// <summary>Counted with a few, because to be told of each command slows Redis down.</summary>
    private static async Task CommandsAsync(Stage stage, PublishedService service, Lanes lanes, Requests[] users)
    {
        await using var traffic = await RedisTraffic.WatchAsync(service.RedisPort!.Value, stage.Cancellation);
        await StartAsync(lanes, Few, users, stage.Cancellation);
        await Quiet.UntilAsync(service, stage.Cancellation);
        stage.Add(Name, "commands to Redis", "an item", traffic.Counts.Values.Sum() / (double)(Few * Items));
        stage.Say($"batches: {string.Join(", ", traffic.Counts.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value / (double)(Few * Items):0.00}"))}");
    }

    private static async Task<Batches> StartAsync(Lanes lanes, int count, Requests[] users, CancellationToken cancellation)
    {
        var ids = new string?[count];
        var requests = users.Select(user => user.StartBatch(Items)).ToArray();
        var (latencies, begun, clock) = (new Latencies(), TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
        await lanes.ForAsync(count, async (connection, number) =>
        {
            if (await connection.SendAsync(requests[number % users.Length], Stopwatch.GetTimestamp(), latencies, cancellation) is { Status: 202 } reply)
                ids[number] = reply.Text("batch_id");
        });
        return new Batches(ids, new LoadResult(latencies, Stopwatch.GetElapsedTime(clock)), begun);
    }

    /// <summary>How many are completed with a prompt for every item, and when the last one was.</summary>
    private static async Task<(int Whole, TimeSpan Took)> VerifyAsync(Lanes lanes, Batches batches, Requests[] users, CancellationToken cancellation)
    {
        var (whole, latest, guard) = (0, batches.Begun, new Lock());
        await lanes.ForAsync(batches.Ids.Length, async (connection, number) =>
        {
            if (batches.Ids[number] is not { } id)
                return;
            var at = await CompletionAsync(connection, users[number % users.Length].PollBatch(id), cancellation);
            lock (guard)
                (whole, latest) = (at is null ? whole : whole + 1, at > latest ? at.Value : latest);
        });
        return (whole, latest - batches.Begun);
    }

    private static async Task<DateTimeOffset?> CompletionAsync(HttpConnection connection, ReadOnlyMemory<byte> poll, CancellationToken cancellation)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Longest; await Task.Delay(Pause, cancellation))
        {
            var reply = await connection.SendAsync(poll, cancellation);
            if (reply.Status != 200)
                return null;
            using var body = JsonDocument.Parse(reply.Body);
            var batch = body.RootElement;
            if (batch.GetProperty("status").GetString() != "completed")
                continue;
            var prompts = batch.GetProperty("tasks").EnumerateArray().Count(task => task.TryGetProperty("prompt", out var prompt) && prompt.GetString() is { Length: > 0 });
            return batch.GetProperty("completed").GetInt32() == Items && prompts == Items ? batch.GetProperty("completed_at").GetDateTimeOffset() : null;
        }
        return null;
    }

    private sealed record Batches(string?[] Ids, LoadResult Starts, DateTimeOffset Begun);
}
