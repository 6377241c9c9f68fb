using System.Diagnostics;
using System.Net;

namespace PromptGen.SystemTests.Events;

/// <summary>A cancelled task's connection to the model closes, wherever the task is; its tokens are back.</summary>
public sealed class CancelTests
{
    private const int Tokens = 100_000;

    // It takes milliseconds; a second is promised for when a signal is missed; the rest is for a busy machine.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_OnAnotherSiloThanTheGatewayAsks_ClosesTheConnectionToTheModel()
    {
        await using var cluster = await TaskCluster.StartAsync(silos: 2, gateways: 1);
        using var user = await cluster.UserAsync("alice", Tokens);
        cluster.Model.Behaviour = ModelBehaviours.HangAfter("A pro");
        var elsewhere = await Eventually.GetAsync(
            async () =>
            {
                var marker = $"{Guid.NewGuid()}";
                return (Task: await user.StartAsync(marker, Cancellation), Call: await cluster.Model.CallAboutAsync(marker, Cancellation));
            },
            one => cluster.SiloOf(one.Call) == cluster.Silos[1], "a task runs on the second silo", Cancellation);
        await using var reader = await EventReader.OpenAsync(user, elsewhere.Task);

        await AssertClosedAsync(user, elsewhere.Task, elsewhere.Call);

        Assert.Equal("cancelled", (await reader.ToEndAsync())[^1].Name);
        foreach (var other in cluster.Model.Calls.Where(call => call != elsewhere.Call))
            Assert.False(other.Ended.IsCompleted);
    }

    [Fact]
    public async Task Cancel_InTheQueue_NeverAsksTheModel()
    {
        await using var cluster = await TaskCluster.StartAsync(silos: 1, gateways: 1, new() { ["Model__MaxConcurrency"] = "1" });
        using var user = await cluster.UserAsync("alice", Tokens);
        var model = new HeldPieces("A prompt.");
        cluster.Model.Behaviour = model.Behaviour;
        var running = await user.StartAsync("running", Cancellation);
        var call = await cluster.Model.CallAboutAsync("running", Cancellation);
        var waiting = await user.StartAsync("waiting", Cancellation);
        await using var reader = await EventReader.OpenAsync(user, waiting);
        var behind = await user.StartAsync("behind", Cancellation);

        await CancelAsync(user, waiting);
        Assert.Equal("cancelled", (await reader.ToEndAsync())[^1].Name);
        Assert.False(call.Ended.IsCompleted);
        model.ReleaseAll();

        Assert.Equal("completed", (await user.EndAsync(running, Cancellation)).Status);
        Assert.Equal("completed", (await user.EndAsync(behind, Cancellation)).Status);
        Assert.Equal("cancelled", (await user.StatusAsync(waiting, Cancellation)).Status);
        Assert.Empty(cluster.Model.CallsAbout("waiting"));
        await AssertAccountAsync(user, new Account(Tokens - (2 * AllInOne.TokensPerAnswer), 0));
    }

    [Fact]
    public async Task Cancel_OfTasksResumedAfterAKill_ClosesEveryConnectionToTheModel()
    {
        const int Tasks = 12;
        await using var cluster = await TaskCluster.StartAsync(silos: 3, gateways: 1);
        using var user = await cluster.UserAsync("alice", Tokens);
        cluster.Model.Behaviour = ModelBehaviours.HangAfter("A pro");
        var tasks = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(i => user.StartAsync($"task-{i}.", Cancellation)));
        await cluster.Model.WaitForCallsAsync(Tasks, Cancellation).WaitAsync(Eventually.Bound, Cancellation);
        var lost = cluster.Model.Calls.Count(call => cluster.SiloOf(call) == cluster.Silos[2]);

        // Some of the resumed have their state on one silo and their work on the other.
        await cluster.Silos[2].KillAsync();
        await cluster.Model.WaitForCallsAsync(Tasks + lost, Cancellation).WaitAsync(Eventually.Bound, Cancellation);
        for (var i = 0; i < Tasks; i++)
            await AssertClosedAsync(user, tasks[i], cluster.Model.CallsAbout($"task-{i}.")[^1]);

        Assert.Equal(Tasks + lost, cluster.Model.Calls.Count);
        await AssertAccountAsync(user, new Account(Tokens, 0));
    }

    [Fact]
    public async Task Timeout_OfARunningTask_ClosesTheConnectionToTheModel()
    {
        await using var cluster = await TaskCluster.StartAsync(silos: 1, gateways: 1);
        using var user = await cluster.UserAsync("alice", Tokens);
        cluster.Model.Behaviour = ModelBehaviours.HangAfter("A pro");
        var task = await user.StartWithTimeoutAsync("Too slow", seconds: 2, Cancellation);
        await using var reader = await EventReader.OpenAsync(user, task);
        var call = await cluster.Model.CallAboutAsync("Too slow", Cancellation);

        var last = (await reader.ToEndAsync())[^1];

        Assert.Equal("cancelled", last.Name);
        Assert.Equal("deadline_exceeded", last.Json.GetProperty("error_code").GetString());
        await call.Disconnected.WaitAsync(Soon, Cancellation);
        await AssertAccountAsync(user, new Account(Tokens, 0));
    }

    /// <summary>Cancels, and waits for the end of the call.</summary>
    private static async Task AssertClosedAsync(ApiClient user, Guid task, ModelCall call)
    {
        Assert.False(call.Ended.IsCompleted);
        var clock = Stopwatch.StartNew();
        await CancelAsync(user, task);
        await call.Disconnected.WaitAsync(Soon, Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine($"closed after {clock.ElapsedMilliseconds} ms");
        Assert.Equal("cancelled", (await user.StatusAsync(task, Cancellation)).Status);
    }

    private static async Task CancelAsync(ApiClient user, Guid task)
    {
        using var answer = await user.CancelAsync(task, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("cancelled", new Generation(answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)).Status);
    }

    private static async Task AssertAccountAsync(ApiClient user, Account expected) =>
        Assert.Equal(expected, await user.AccountAsync(Cancellation));
}
