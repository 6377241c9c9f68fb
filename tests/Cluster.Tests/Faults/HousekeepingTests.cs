using PromptGen.ClusterTests.Clusters;

namespace PromptGen.ClusterTests.Faults;

/// <summary>What finished tasks leave behind.</summary>
public sealed class HousekeepingTests(Cluster cluster) : IAsyncLifetime
{
    private const int Tasks = 1000, AtOnce = 50;

    // What is closed is dropped with the next change, or when the activation ends.
    private const int MostOpenAtTheEnd = AtOnce;

    // Redis drops a state this long after the task could be read last.
    private static readonly TimeSpan Retention = TimeSpan.FromSeconds(1), Slack = TimeSpan.FromMinutes(1);

    private readonly string _user = $"soak-{Guid.NewGuid():N}";
    private Member _silo = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await cluster.StopAllAsync();
        _silo = cluster.NewSilo("forgetful silo", ("Tasks__Retention", $"{Retention}"), ("Tasks__KeyMemory", $"{Retention}"));
        await _silo.EnsureUpAsync(Cancellation);
        await cluster.GatewayMembers[0].EnsureUpAsync(Cancellation);
    }

    [Fact]
    public async Task FinishedTasks_LeaveRedis_AndNothingInTheAccount()
    {
        await cluster.OpenAccountsAsync([_user], 1_000_000_000, Cancellation);
        using var user = await ApiClient.LogInAsync(cluster.GatewayMembers[0].Url, _user, cancellation: Cancellation);
        cluster.Model.Behaviour = ModelBehaviours.Answer("A prompt.");
        var before = await cluster.KeysAsync();

        for (var i = 0; i < Tasks; i += AtOnce)
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => user.StartAsync("Forget me", Cancellation)));
        await Eventually.GetAsync(cluster.InFlightAsync, tasks => tasks.Count == 0, "all tasks are retired", Cancellation);

        // The journal is kept for its user.
        var left = (await cluster.KeysAsync()).Except(before).Where(key => !key.ToString().Contains(_user, StringComparison.Ordinal) || key.ToString().Contains("/task/", StringComparison.Ordinal)).ToArray();
        var times = await Task.WhenAll(left.Select(key => cluster.Database.KeyTimeToLiveAsync(key)));
        Assert.All(left.Zip(times), key => Assert.True(key.Second <= Retention + Slack, $"{key.First} stays for {key.Second}"));
        // The last lines are on their way to the journal for a moment.
        var size = await Eventually.GetAsync(AccountSizeAsync, size => size is > 0 and <= (MostOpenAtTheEnd * 110) + 512, "the account holds what is open", Cancellation);
        Figures.Print($"bytes of the account after {Tasks} tasks", size);
        if (Form.IsLong)
            await Eventually.GetAsync(cluster.KeysAsync, keys => !keys.Except(before).Any(key => key.ToString().Contains("/task/", StringComparison.Ordinal)), "Redis holds what it held", Cancellation);
    }

    private async Task<long> AccountSizeAsync() => (await cluster.Database.HashGetAsync($"promptgen/tokens/{_user}", "data")).Length();

    public async ValueTask DisposeAsync()
    {
        if (_silo.IsUp)
            await _silo.StopAsync();
        await _silo.DisposeAsync();
    }
}
