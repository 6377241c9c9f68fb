using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Tasks as a silo that died left them in Redis.</summary>
public sealed class CrashedTaskTests(ClusterFixture cluster)
{
    private const string Finalizing = """
        {"step":"Finalizing","version":7,"attempt":1,"owner":"dead-silo","submission":{"manualPrompt":"We sell bread."},
        "createdAt":"2030-01-01T12:00:00+00:00","updatedAt":"2030-01-01T12:00:03+00:00","charge":{"state":"Reserved","tokens":700},
        "result":{"text":"You are a baker.","origin":"Ai","model":"model-1","usage":{"promptTokens":100,"completionTokens":200,"totalTokens":300}},
        "resultDraft":2}
        """;

    private const string Cancelled = """
        {"step":"Cancelled","version":5,"attempt":1,"owner":"dead-silo","submission":{"manualPrompt":"We sell bread."},
        "createdAt":"2030-01-01T12:00:00+00:00","updatedAt":"2100-01-01T12:00:03+00:00","charge":{"state":"Reserved","tokens":700}}
        """;

    private const string CancelledWhenRead = """
        {"step":"Cancelled","version":5,"attempt":1,"owner":"dead-silo","submission":{"manualPrompt":"We sell bread."},
        "createdAt":"2030-01-01T12:00:00+00:00","updatedAt":"2100-01-01T12:00:03+00:00","charge":{"state":"Reserved","tokens":700},
        "instructionTokens":100,"readUsage":{"promptTokens":100,"completionTokens":50,"totalTokens":150,"estimated":true}}
        """;

    private const string Queued = """
        {"step":"Queued","version":1,"attempt":1,"owner":"dead-silo","submission":{"manualPrompt":"We sell bread.","fingerprint":"same"},
        "createdAt":"2030-01-01T12:00:00+00:00","updatedAt":"2030-01-01T12:00:00+00:00"}
        """;

    [Fact]
    public async Task Resume_OfAFinalizingTask_SettlesOnceWithoutAskingTheModelAgain()
    {
        var (user, task) = await Crashed(Finalizing);

        var resumption = await task.Attempts.Resume("dead-silo", "me");
        var starts = new[] { await task.Attempts.Start(2), await task.Attempts.Start(2) };

        Assert.Equal((AttemptVerdict.Continue, 2), (resumption.Verdict, resumption.Ticket?.Attempt));
        Assert.All(starts, start => Assert.Equal(AttemptVerdict.Finished, start.Verdict));
        var view = await task.Ended();
        Assert.Equal((new TokenCharge(ChargeState.Charged, 300), "You are a baker."), (view.Charge, view.Result?.Text));
        Assert.Equal((4700, 0), await Balance(user));
        Assert.Empty(cluster.Model.Calls(user.Id));
    }

    [Fact]
    public async Task Resume_OfATaskSettledButNotCompleted_ChargesNothingMore()
    {
        var (user, task) = await Crashed(Finalizing);
        await user.Ledger.Settle(task.Reservation, 300);

        await task.Attempts.Resume("dead-silo", "me");
        await task.Attempts.Start(2);

        Assert.Equal(new TokenCharge(ChargeState.Charged, 300), (await task.Ended()).Charge);
        Assert.Equal((4700, 0), await Balance(user));
    }

    [Fact]
    public async Task Resume_OfACancelledTaskStillReserved_ReleasesItsTokens()
    {
        var (user, task) = await Crashed(Cancelled);

        var resumption = await task.Attempts.Resume("dead-silo", "me");

        Assert.Equal(AttemptVerdict.Finished, resumption.Verdict);
        Assert.Equal(new TokenCharge(ChargeState.Released, 700), (await task.Grain.GetStatus())?.Charge);
        Assert.Equal((5000, 0), await Balance(user));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resume_OfACancelledTaskThatWasRead_ChargesForThatOnce(bool isSettled)
    {
        var (user, task) = await Crashed(CancelledWhenRead);
        if (isSettled)
            await user.Ledger.Settle(task.Reservation, 150);

        await task.Attempts.Resume("dead-silo", "me");
        await task.Grain.Cancel(CancelReason.Requested);

        var view = await task.Grain.GetStatus();
        Assert.Equal((new TokenCharge(ChargeState.Charged, 150), new TokenUsage(100, 50, 150) { Estimated = true }), (view?.Charge, view?.Usage));
        Assert.Equal((4850, 0), await Balance(user));
    }

    [Fact]
    public async Task Submit_OfAQueuedTaskInNoIndexWhoseSiloIsDead_RunsIt()
    {
        var (user, task) = await Crashed(Queued.Replace("dead-silo", DeadOwner, StringComparison.Ordinal));

        Assert.Equal(SubmitOutcome.Replayed, await task.Submit("same"));

        var view = await task.Ended();
        Assert.Equal((PromptTaskStatus.Completed, 2), (view.Status, view.Attempt));
        Assert.Equal((5000 - view.Charge.Tokens, 0), await Balance(user));
        Assert.Empty(await Eventually.Sees(task.InFlightAt, owners => owners.Length == 0));
    }

    [Fact]
    public async Task Submit_OfAnotherRequestUnderItsKey_PutsNothingIntoTheIndex()
    {
        var (_, task) = await Crashed(Queued.Replace("dead-silo", DeadOwner, StringComparison.Ordinal));

        Assert.Equal(SubmitOutcome.KeyReused, await task.Submit("another"));

        Assert.Empty(await task.InFlightAt());
    }

    [Fact]
    public async Task Sweep_OfADeadOwnersTasks_FinishesThem()
    {
        var (user, task) = await Crashed(Finalizing.Replace("dead-silo", DeadOwner, StringComparison.Ordinal));
        await cluster.Redis.SetAddAsync(cluster.Keys.InFlight(DeadOwner), task.Key.ToString());
        await cluster.Redis.SetAddAsync(cluster.Keys.InFlightSilos, DeadOwner);

        Assert.Equal(PromptTaskStatus.Completed, (await task.Ended()).Status);

        Assert.Equal((4700, 0), await Balance(user));
        await Eventually.Sees(() => cluster.Redis.SetLengthAsync(cluster.Keys.InFlight(DeadOwner)), left => left == 0);
    }

    [Fact]
    public async Task Resume_OfATaskThatNeverWas_IsFinishedAndHasNoTicket()
    {
        var task = new TestUser(cluster).NewTask();

        var resumption = await task.Attempts.Resume("dead-silo", "me");

        Assert.Equal(new AttemptResumption(AttemptVerdict.Finished, null, ""), resumption);
    }

    private static string DeadOwner { get; } = SiloAddress.New(System.Net.IPAddress.Loopback, 1, 1).ToParsableString();

    /// <summary>A task in Redis whose user has its reservation, and no activation.</summary>
    private async Task<(TestUser User, TestTask Task)> Crashed(string state)
    {
        var user = await TestUser.With(cluster, 5000);
        var task = user.NewTask();
        await user.Ledger.Reserve(task.Reservation, 700);
        state = state.Replace("\"submission\"", $"\"reservationId\":\"{task.Reservation}\",\"submission\"", StringComparison.Ordinal);
        await cluster.Redis.HashSetAsync(cluster.Keys.Task(task.Key.ToString()), [new HashEntry("etag", "1"), new HashEntry("data", state)]);
        return (user, task);
    }

    private static async Task<(long Remaining, long Reserved)> Balance(TestUser user)
    {
        var account = await user.Account.GetAccount(false);
        return (account.TokensRemaining, account.TokensReserved);
    }
}
