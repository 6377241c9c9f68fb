using System.Diagnostics;
using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;
using PromptGen.Load.Systems;
using PromptGen.Testing.Processes;

namespace PromptGen.Load.Scenarios;

/// <summary>What a generation sends to Redis: for a new user and for one with a history, alone and under load.</summary>
internal static class CostScenario
{
    public const string Name = "cost";

    private const int History = 1_000, Few = 10, Many = 500, AnswerSize = 2_500;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(Stage stage)
    {
        var service = await stage.WarmAsync();
        if (service.RedisPort is not { } port)
        {
            stage.Say("cost needs the port of Redis");
            return;
        }
        if (stage.System.IsOurs)
            await service.Model!.SizeAsync(AnswerSize, stage.Cancellation);
        var idle = await IdleAsync(stage, service, port);
        using var lanes = new Lanes(service.Base, stage.Options.Connections);
        var old = service.For(stage.NewUser());

        if (service.HasUsers)
        {
            var users = Enumerable.Range(0, Few + Many).Select(_ => service.For(stage.NewUser())).ToArray();
            await MeasureAsync("a user's first task, alone", Few, () => OneByOneAsync(stage, service, i => users[i]));
            await MeasureAsync("a user's first task, under load", Many, () => Generations.StartAsync(lanes, Many, i => users[Few + i], stage.Cancellation));
        }
        using (var probe = new RedisProbe(port))
        {
            await Quiet.UntilAsync(service, stage.Cancellation);
            var before = await probe.FigureAsync("used_memory", stage.Cancellation);
            await Generations.StartAsync(lanes, History, _ => old, stage.Cancellation);
            await Quiet.UntilAsync(service, stage.Cancellation);
            stage.Add(Name, $"kept in Redis a finished task, answer of {AnswerSize:N0} characters", "B", (await probe.FigureAsync("used_memory", stage.Cancellation) - before) / (double)History);
        }
        await MeasureAsync($"with {History:N0} tasks behind, alone", Few, () => OneByOneAsync(stage, service, _ => old));
        await MeasureAsync($"with {History:N0} tasks behind, under load", Many, () => Generations.StartAsync(lanes, Many, _ => old, stage.Cancellation));
        if (stage.System.IsOurs)
            await service.Model!.SizeAsync(600, stage.Cancellation);

        async Task MeasureAsync(string what, int count, Func<Task> work)
        {
            await Quiet.UntilAsync(service, stage.Cancellation);
            var sent = await SentAsync(stage, service, port, work);
            var commands = sent.Commands.Sum(pair => pair.Value) - (idle.Commands * sent.Seconds);
            stage.Add(Name, $"commands, {what}", "a task", commands / count);
            stage.Add(Name, $"bytes to Redis, {what}", "B", (sent.Bytes - (idle.Bytes * sent.Seconds)) / count);
            stage.Say($"cost, {what}: {string.Join(", ", sent.Commands.OrderByDescending(pair => pair.Value).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value / (double)count:0.00}")))}");
        }
    }

    /// <summary>What goes to Redis a second while nothing is asked.</summary>
    private static async Task<(double Commands, double Bytes)> IdleAsync(Stage stage, Service service, int port)
    {
        await Quiet.UntilAsync(service, stage.Cancellation);
        var idle = await SentAsync(stage, service, port, () => Task.Delay(IdleTime, stage.Cancellation));
        stage.Say($"cost, idle: {string.Join(", ", idle.Commands.Select(pair => $"{pair.Key} {pair.Value / idle.Seconds:0.0}"))} a second");
        return (idle.Commands.Values.Sum() / idle.Seconds, idle.Bytes / idle.Seconds);
    }

    private static async Task<(IReadOnlyDictionary<string, long> Commands, long Bytes, double Seconds)> SentAsync(Stage stage, Service service, int port, Func<Task> work)
    {
        using var probe = new RedisProbe(port);
        await using var traffic = await RedisTraffic.WatchAsync(port, stage.Cancellation);
        var (before, begun) = (await probe.FigureAsync("total_net_input_bytes", stage.Cancellation), Stopwatch.GetTimestamp());
        await work();
        await Quiet.UntilAsync(service, stage.Cancellation);
        return (traffic.Counts, await probe.FigureAsync("total_net_input_bytes", stage.Cancellation) - before, Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    private static async Task OneByOneAsync(Stage stage, Service service, Func<int, Requests> users)
    {
        using var lane = new Lanes(service.Base, 1);
        for (var i = 0; i < Few; i++)
        {
            var user = users(i);
            var task = await Generations.StartAsync(lane, 1, _ => user, stage.Cancellation);
            await task.UntilLastEndedAsync(service.Base, stage.Cancellation);
            await Quiet.UntilAsync(service, stage.Cancellation);
        }
    }
}
