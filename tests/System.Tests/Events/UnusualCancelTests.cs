using PromptGen.Llm;

namespace PromptGen.SystemTests.Events;

/// <summary>Cancellation of tasks that wait, and of those that moved.</summary>
public sealed class UnusualCancelTests
{
    private const int Tokens = 100_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_InTheQueue_NeverAsksTheModel()
    {
        await using var all = await AllInOne.StartAsync(new() { ["Model__MaxConcurrency"] = "1" });
        using var user = await all.UserAsync("alice", Tokens);
        var model = new HeldPieces("A prompt.");
        all.Model.Behaviour = model.Behaviour;
        var running = await user.StartAsync("running", Cancellation);
        var call = await all.Model.CallAboutAsync("running", Cancellation);
        var waiting = await user.StartAsync("waiting", Cancellation);
        await using var reader = await EventReader.OpenAsync(user, waiting);
        var behind = await user.StartAsync("behind", Cancellation);

        await Cancelling.CancelAsync(user, waiting);
        Assert.Equal("cancelled", (await reader.ToEndAsync())[^1].Name);
        Assert.False(call.Ended.IsCompleted);
        model.ReleaseAll();

        Assert.Equal("completed", (await user.EndAsync(running, Cancellation)).Status);
        Assert.Equal("completed", (await user.EndAsync(behind, Cancellation)).Status);
        Assert.Equal("cancelled", (await user.StatusAsync(waiting, Cancellation)).Status);
        Assert.Empty(all.Model.CallsAbout("waiting"));
        Assert.Equal(new Account(Tokens - (2 * AllInOne.TokensPerAnswer), 0), await user.AccountAsync(Cancellation));
    }

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public async Task Cancel_OfTasksResumedAfterAKill_ClosesEveryConnectionToTheModel()
    {
        const int Tasks = 12;
        await using var cluster = await TaskCluster.StartAsync(silos: 3);
        using var user = await cluster.UserAsync("alice", Tokens);
        cluster.Model.Behaviour = ModelBehaviours.HangAfter("A pro");
        var tasks = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(i => user.StartAsync($"task n{i}.", Cancellation)));
        await cluster.Model.WaitForCallsAsync(Tasks, Cancellation).WaitAsync(Eventually.Bound, Cancellation);
        var lost = cluster.Model.Calls.Count(call => cluster.SiloOf(call) == cluster.Silos[2]);

        // Some of the resumed have their state on one silo and their work on the other.
        await cluster.Silos[2].KillAsync();
        await cluster.Model.WaitForCallsAsync(Tasks + lost, Cancellation).WaitAsync(Eventually.Bound, Cancellation);
        for (var i = 0; i < Tasks; i++)
            await Cancelling.AssertClosedAsync(user, tasks[i], cluster.Model.CallsAbout($"task n{i}.")[^1]);

        Assert.Equal(Tasks + lost, cluster.Model.Calls.Count);
        Assert.Equal(new Account(Tokens, 0), await user.AccountAsync(Cancellation));
    }
}
