using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;
using PromptGen.Load.Systems;

namespace PromptGen.Load.Scenarios;

/// <summary>Thousands of users who are there already, each starting one; the service was started anew, so it has to fetch every account.</summary>
internal static class UsersScenario
{
    public const string Name = "users";

    public static async Task RunAsync(Stage stage)
    {
        var service = (PublishedService)await stage.WarmAsync();
        var names = Enumerable.Range(0, stage.Options.Users).Select(_ => stage.NewUser()).ToArray();
        await EachAsync("new");
        await service.RestartAsync(stage.Cancellation);
        await WarmUp.RunAsync(service, stage.Options, stage.Say, stage.Cancellation);
        await EachAsync("established");

        async Task EachAsync(string kind)
        {
            var users = names.Select(service.For).ToArray();
            using var lanes = new Lanes(service.Base, stage.Options.Connections);
            var meter = await Meter.BeginAsync(service, stage.Cancellation);
            var tasks = await Generations.StartAsync(lanes, users.Length, i => users[i], stage.Cancellation);
            await Quiet.UntilAsync(service, stage.Cancellation);
            var usage = await meter.ReadAsync(stage.Cancellation);
            var outcome = await tasks.VerifyAsync(lanes, stage.Cancellation);
            stage.Add(Name, $"{users.Length:N0} {kind} users, one each", "tasks/s", outcome.Completed / outcome.Took.TotalSeconds);
            stage.Add(Name, $"start p99, {kind} users", "ms", tasks.Starts.Latencies.Percentile(99));
            stage.AddCpu(Name, $"task of {kind} users", usage, users.Length);
            stage.Add(Name, $"bytes to Redis, {kind} users", "B", usage.RedisBytes / (double)users.Length);
            stage.Add(Name, $"without a prompt at the end, {kind} users", "tasks", outcome.Other);
            stage.Say($"users, {kind}: {outcome.Completed} in {outcome.Took.TotalSeconds:0.0} s; {usage}");
        }
    }
}
