namespace PromptGen.Grains.Tests.Cluster;

/// <summary>An account that cannot be read or written is its user's trouble alone.</summary>
public sealed class DamagedAccountTests(ClusterFixture cluster)
{
    [Fact]
    public async Task TasksOfADamagedAccount_HoldNoSlotThatOthersNeed_AndRunOnceItIsMended()
    {
        await using var silo = await NarrowSilo.Start(("Tasks:QueueCapacity", "100"));
        await silo.Redis.StringSetAsync(silo.Keys.Account("anna"), "not an account");
        var damaged = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => silo.Submit("anna")));

        var others = new List<PromptTaskView?>();
        foreach (var user in (string[])["berta", "carla"])
            others.Add(await Ended(await silo.Submit(user)));
        var waiting = await damaged[0].GetStatus();
        await silo.Redis.KeyDeleteAsync(silo.Keys.Account("anna"));
        var mended = await Task.WhenAll(damaged.Select(Ended));

        Assert.All(others, view => Assert.Equal(PromptOrigin.Ai, view!.Result!.Origin));
        Assert.False(waiting!.Status.IsTerminal());
        Assert.All(mended, view => Assert.Equal((PromptOrigin.Ai, 1), (view.Result!.Origin, view.Attempt)));
    }

    [Fact]
    public async Task Retirement_OfTasksWhoseAccountDoesNotAnswer_DelaysNobodyElses()
    {
        var stuck = await TestUser.With(cluster, 5000);
        var close = cluster.Gates.Hold(stuck.Id, "Close");
        var task = await stuck.Start();
        await task.Ended();
        await close.Reached;

        foreach (var _ in Enumerable.Range(0, 6))
        {
            var other = await (await TestUser.With(cluster, 5000)).Start();
            await other.Ended();
            Assert.Empty(await Eventually.Sees(other.InFlightAt, owners => owners.Length == 0));
        }

        Assert.Single(await task.InFlightAt());
        close.Open();
        Assert.Empty(await Eventually.Sees(task.InFlightAt, owners => owners.Length == 0));
    }

    private static async Task<PromptTaskView> Ended(IPromptTaskGrain task) =>
        (await Eventually.Sees(() => task.GetStatus(), view => view?.Status.IsTerminal() is true))!;
}
