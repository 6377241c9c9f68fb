using Microsoft.Extensions.DependencyInjection;
using PromptGen.Grains.Tests.Cluster;
using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Grains.Tests.Recovery;

/// <summary>The index of unfinished tasks: what is in it can be found by whoever is left.</summary>
public sealed class RedisInFlightTasksTests(ClusterFixture cluster)
{
    private readonly IInFlightTasks _index = cluster.Cluster.Silos[0].ServiceProvider.GetRequiredService<IInFlightTasks>();
    private readonly string _owner = $"S127.0.0.1:1:{Random.Shared.Next()}";
    private readonly PromptTaskKey _key = new($"user-{Guid.NewGuid():N}", Guid.NewGuid());

    [Fact]
    public async Task Own_AfterItsSiloWasForgotten_MakesItKnownAgain()
    {
        await _index.Add(_key);
        await cluster.Redis.SetRemoveAsync(cluster.Keys.InFlightSilos, _index.Silo);

        await foreach (var _ in _index.Own())
        {
        }

        Assert.Contains(_index.Silo, await _index.Silos());
        await _index.Remove(_key, _index.Silo);
    }

    [Fact]
    public async Task Forget_AnOwnerWhoseSetIsNotEmpty_KeepsIt()
    {
        await Put(_owner, _key);

        await _index.Forget(_owner);

        Assert.Contains(_owner, await _index.Silos());
        await cluster.Redis.KeyDeleteAsync(cluster.Keys.InFlight(_owner));
    }

    [Fact]
    public async Task Forget_AnOwnerWhoseSetIsEmpty_ForgetsIt()
    {
        await cluster.Redis.SetAddAsync(cluster.Keys.InFlightSilos, _owner);

        await _index.Forget(_owner);

        Assert.DoesNotContain(_owner, await _index.Silos());
    }

    [Fact]
    public async Task Claim_ByTwoAtOnce_GivesEachTaskToOne()
    {
        var keys = Enumerable.Range(0, 40).Select(_ => _key with { TaskId = Guid.NewGuid() }).ToArray();
        await Put(_owner, keys);
        var other = cluster.Cluster.Silos[1].ServiceProvider.GetRequiredService<IInFlightTasks>();

        var claims = await Task.WhenAll(All(_index), All(other));

        Assert.Equal(keys.Select(key => key.TaskId).Order(), claims.SelectMany(claim => claim).Select(key => key.TaskId).Order());
    }

    [Fact]
    public async Task Claim_OfNothing_SaysThatNoneAreLeft() => Assert.Null(await _index.Claim(_owner, 10));

    private async Task<List<PromptTaskKey>> All(IInFlightTasks index)
    {
        var all = new List<PromptTaskKey>();
        while (await index.Claim(_owner, 8) is { } claimed)
        {
            all.AddRange(claimed);
            foreach (var key in claimed)
                await index.Remove(key, index.Silo);
        }
        return all;
    }

    private async Task Put(string owner, params PromptTaskKey[] keys)
    {
        await cluster.Redis.SetAddAsync(cluster.Keys.InFlight(owner), [.. keys.Select(key => (RedisValue)key.ToString())]);
        await cluster.Redis.SetAddAsync(cluster.Keys.InFlightSilos, owner);
    }
}
