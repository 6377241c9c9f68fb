using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;
using PromptGen.Load.Systems;

namespace PromptGen.Load.Scenarios;

/// <summary>What one more costs when there are many already: each figure stands at growing sizes, and has to stay where it is.</summary>
internal static class GrowthScenario
{
    public const string Name = "growth";

    // Of a generation or poll, when one is measured at a size.
    private const int SampleTasks = 1_000, SamplePolls = 4_000, Connections = 256;

    private static readonly TimeSpan Held = TimeSpan.FromMinutes(30), PollEvery = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Stage stage)
    {
        var service = await stage.FreshAsync();
        using var lanes = new Lanes(service.Base, stage.Options.Connections);
        await AtOnceAsync(stage, service, lanes);
        await UsersAsync(stage, service, lanes);
        await FinishedAsync(stage, service, lanes);
        await WaitingAsync(stage, service);
    }

    /// <summary>The size that was asked for, half and a quarter of it.</summary>
    private static int[] Sizes(Stage stage, int least, int most)
    {
        var last = (int)Math.Min(most, (long)least * 4 * stage.Options.Growth);
        return [.. new[] { last / 4, last / 2, last }.Distinct()];
    }

    /// <summary>One user starts as many at once.</summary>
    private static async Task AtOnceAsync(Stage stage, Service service, Lanes lanes)
    {
        foreach (var size in Sizes(stage, 500, 10_000))
        {
            var user = service.For(stage.NewUser());
            await using var memory = new MemoryWatch(() => service.OwnProcesses);
            var cost = await TasksAsync(stage, service, lanes, size, _ => user);
            Add(stage, "at-once", "tasks that one user starts at once", size, "CPU a task", "µs", cost);
            stage.Add(Name, $"at-once {size:N0}: peak memory (RSS)", "MB", memory.PeakMegabytes);
        }
    }

    /// <summary>More and more users, each with one.</summary>
    private static async Task UsersAsync(Stage stage, Service service, Lanes lanes)
    {
        var known = 0;
        foreach (var size in Sizes(stage, 500, 100_000))
        {
            var users = Enumerable.Range(0, size - known).Select(_ => service.For(stage.NewUser())).ToArray();
            known = size;
            var cost = await TasksAsync(stage, service, lanes, users.Length, i => users[i]);
            Add(stage, "users", "users that the service knows", size, "CPU a task", "µs", cost);
            stage.Add(Name, $"users {size:N0}: memory (RSS)", "MB", Processes.ResidentBytes(service.OwnProcesses) / 1048576.0);
        }
    }

    /// <summary>More and more finished generations, of which any may be asked for.</summary>
    private static async Task FinishedAsync(Stage stage, Service service, Lanes lanes)
    {
        var user = service.For(stage.NewUser());
        var ids = new List<string>();
        foreach (var size in Sizes(stage, 1_000, 1_000_000))
        {
            var more = await Generations.StartAsync(lanes, Math.Max(size - ids.Count - SampleTasks, 0), _ => user, stage.Cancellation);
            await Quiet.UntilAsync(service, stage.Cancellation);
            ids.AddRange(more.Ids.OfType<string>());
            var meter = await Meter.BeginAsync(service, stage.Cancellation);
            var sample = await Generations.StartAsync(lanes, SampleTasks, _ => user, stage.Cancellation);
            await Quiet.UntilAsync(service, stage.Cancellation);
            Add(stage, "finished", "tasks that have finished", size, "CPU a task", "µs", (await meter.ReadAsync(stage.Cancellation)) is var usage
                ? usage.ServiceMicroseconds(SampleTasks) + usage.RedisMicroseconds(SampleTasks) : 0);
            ids.AddRange(sample.Ids.OfType<string>());

            var polls = await Meter.BeginAsync(service, stage.Cancellation);
            var random = new Random(1);
            var chosen = Enumerable.Range(0, SamplePolls).Select(_ => user.Poll(ids[random.Next(ids.Count)])).ToArray();
            await lanes.ForAsync(SamplePolls, async (connection, i) => await connection.SendAsync(chosen[i], stage.Cancellation));
            var used = await polls.ReadAsync(stage.Cancellation);
            Add(stage, "finished-polls", "tasks that have finished", size, "CPU a poll of any of them", "µs", used.ServiceMicroseconds(SamplePolls) + used.RedisMicroseconds(SamplePolls));
            stage.Add(Name, $"finished {size:N0}: memory (RSS)", "MB", Processes.ResidentBytes(service.OwnProcesses) / 1048576.0);
        }
    }

    /// <summary>More and more users who wait for a slow model and poll every few seconds.</summary>
    private static async Task WaitingAsync(Stage stage, Service service)
    {
        using var lanes = new Lanes(service.Base, Connections);
        await service.Model!.ResetAsync(Held, stage.Cancellation);
        var waiting = new List<ReadOnlyMemory<byte>>();
        foreach (var size in Sizes(stage, 250, 20_000))
        {
            var users = Enumerable.Range(0, size - waiting.Count).Select(_ => service.For(stage.NewUser())).ToArray();
            var tasks = await Generations.StartAsync(lanes, users.Length, i => users[i], stage.Cancellation);
            waiting.AddRange(Enumerable.Range(0, users.Length).Where(i => tasks.Ids[i] is not null).Select(tasks.Poll));
            await Quiet.UntilAsync(service, stage.Cancellation, isHeld: true);
            var meter = await Meter.BeginAsync(service, stage.Cancellation);
            var polls = await OpenLoop.RunAsync(lanes, waiting.Count / PollEvery.TotalSeconds, PollEvery, i => waiting[i % waiting.Count], stage.Cancellation);
            var used = await meter.ReadAsync(stage.Cancellation);
            var count = Math.Max(polls.Latencies.Answered, 1);
            Add(stage, "waiting", "users who wait, each polling every five seconds", size, "CPU a poll", "µs", used.ServiceMicroseconds(count) + used.RedisMicroseconds(count));
            stage.Add(Name, $"waiting {size:N0}: poll p99", "ms", polls.Latencies.Percentile(99));
            stage.Add(Name, $"waiting {size:N0}: refused or lost", "", users.Length - tasks.Accepted + polls.Latencies.Failed.Values.Sum());
            stage.Add(Name, $"waiting {size:N0}: memory (RSS)", "MB", Processes.ResidentBytes(service.OwnProcesses) / 1048576.0);
        }
    }

    private static async Task<double> TasksAsync(Stage stage, Service service, Lanes lanes, int count, Func<int, Requests> users)
    {
        var meter = await Meter.BeginAsync(service, stage.Cancellation);
        var tasks = await Generations.StartAsync(lanes, count, users, stage.Cancellation);
        await Quiet.UntilAsync(service, stage.Cancellation);
        if (tasks.Accepted < count)
            throw new InvalidOperationException($"Only {tasks.Accepted} of {count} were accepted: {tasks.Starts}");
        var usage = await meter.ReadAsync(stage.Cancellation);
        return usage.ServiceMicroseconds(count) + usage.RedisMicroseconds(count);
    }

    private static void Add(Stage stage, string name, string x, int size, string measure, string unit, double value)
    {
        stage.Add(Name, $"{name} {size:N0}: {measure}", unit, value);
        stage.Draw($"growth-{name}", $"{measure}, against {x}", x, $"{measure}, {unit}", "", size, size, value);
        stage.Say($"growth, {name} {size:N0}: {measure} {value:0.0} {unit}");
    }
}
