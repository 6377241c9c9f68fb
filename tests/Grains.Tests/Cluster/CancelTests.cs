namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Ends that come early.</summary>
public sealed class CancelTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Cancel_WhileGenerating_ReleasesTokensAndDisconnectsTheModel()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();
        var task = await user.StartAndReachModel();

        var result = await task.Grain.Cancel(CancelReason.Requested);

        Assert.Equal((true, PromptTaskStatus.Cancelled, new TokenCharge(ChargeState.Released, 700)), (result.Cancelled, result.Task!.Status, result.Task.Charge));
        Assert.Equal(5000, (await user.Account.GetAccount(false)).TokensRemaining);
        await cluster.Model.Calls(user.Id)[0].Disconnected.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Cancel_DuringTheStart_ReleasesWhatTheStartReserved()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();
        var task = user.NewTask();
        var reserve = cluster.Gates.Hold(user.Id, "Reserve");
        await task.Submit();
        await reserve.Reached;

        var cancelled = task.Grain.Cancel(CancelReason.Requested);
        reserve.Open();

        Assert.Equal(new TokenCharge(ChargeState.Released, 700), (await cancelled).Task?.Charge);
        Assert.Equal((5000, 0), await Balance(user));
    }

    [Fact]
    public async Task Cancel_Twice_IsCancelledStill()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();
        var task = await user.StartAndReachModel();

        var first = await task.Grain.Cancel(CancelReason.Requested);
        var second = await task.Grain.Cancel(CancelReason.Requested);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Cancel_AfterCompletion_ChangesNothing()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = await user.Start();
        var completed = await task.Ended();

        var result = await task.Grain.Cancel(CancelReason.Requested);

        Assert.False(result.Cancelled);
        Assert.Equivalent(completed, result.Task);
    }

    [Fact]
    public async Task Cancel_OfAnUnknownTask_IsNothing() =>
        Assert.Equal(new CancelResult(false, null), await new TestUser(cluster).NewTask().Grain.Cancel(CancelReason.Requested));

    [Fact]
    public async Task Deadline_WhileGenerating_CancelsWithItsCode()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();

        var view = await (await user.Start(timeout: TimeSpan.FromSeconds(1))).Ended();

        Assert.Equal((PromptTaskStatus.Cancelled, "deadline_exceeded"), (view.Status, view.Error?.Code));
        Assert.Equal((5000, 0), await Balance(user));
    }

    [Fact]
    public async Task Cancel_LeavesNothingInTheIndex()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();
        var task = await user.StartAndReachModel();

        await task.Grain.Cancel(CancelReason.Requested);

        Assert.Empty(await Eventually.Sees(task.InFlightAt, owners => owners.Length == 0));
    }

    private static async Task<(long Remaining, long Reserved)> Balance(TestUser user)
    {
        var account = await user.Account.GetAccount(false);
        return (account.TokensRemaining, account.TokensReserved);
    }
}
