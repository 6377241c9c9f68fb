using PromptGen.ClusterTests.Audits;
using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;

namespace PromptGen.ClusterTests.Faults;

/// <summary>Redis dies, freezes, cannot be reached or refuses to write, under load.</summary>
public sealed class RedisFaultTests(Cluster cluster)
{
    private const int Ends = 40;
    private const long MemoryGrowth = 300L << 20;

    // A start that is sent when the service has known of the outage for a while is refused at once, and after it the next one is accepted.
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(4), AtOnce = TimeSpan.FromSeconds(2), BackAgain = TimeSpan.FromSeconds(5);

    private readonly FaultLog _faults = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Kill_OfRedis_LosesNothingThatWasAcknowledged() => SurviveAsync(
        () => cluster.Redis.KillAsync(),
        async () => await cluster.Redis.RestartAsync(),
        Form.Of(5, 20));

    [Theory(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    [InlineData(10)]
    [InlineData(60)]
    public Task Freeze_OfRedis_IsSurvived(int seconds) => SurviveAsync(
        () => Done(cluster.Redis.Freeze),
        () => Done(cluster.Redis.Thaw),
        TimeSpan.FromSeconds(seconds));

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public Task Silence_OnTheWayToRedis_IsSurvived() => SurviveAsync(
        () => Done(cluster.Proxy.FallSilent),
        () => Done(cluster.Proxy.SpeakAgain),
        TimeSpan.FromSeconds(60));

    [Fact]
    public Task FullMemory_OfRedis_RefusesStartsAndChargesNothingTwice() => SurviveAsync(
        () => cluster.Redis.AskAsync("CONFIG SET maxmemory 1mb"),
        () => cluster.Redis.AskAsync("CONFIG SET maxmemory 0"),
        Form.Of(5, 20));

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public Task ReadOnlyRedis_RefusesStartsAndChargesNothingTwice() => SurviveAsync(
        () => cluster.Redis.AskAsync($"REPLICAOF 127.0.0.1 {FreePorts.Next()}"),
        () => cluster.Redis.AskAsync("REPLICAOF NO ONE"),
        Form.Of(5, 20));

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private async Task SurviveAsync(Func<Task> begin, Func<Task> end, TimeSpan length)
    {
        await cluster.HealAsync(Cancellation);
        await using var load = await Load.StartAsync(cluster, new LoadShape(Seed.Next(Figures.Print), Starters: 2), Cancellation);
        await load.WaitForEndsAsync(Ends);
        var members = cluster.SiloMembers.Concat(cluster.GatewayMembers).ToArray();
        var memory = members.Select(member => member.Process.ResidentBytes).ToArray();

        await begin();
        var from = TimeProvider.System.GetUtcNow();
        // The length of the fault is what is tested, so this waits for time alone.
        await Task.Delay(length, Cancellation);
        var growth = members.Zip(memory, (member, before) => member.Process.ResidentBytes - before).Max();
        await end();
        var to = TimeProvider.System.GetUtcNow();
        var back = await load.FirstAcceptedAfterAsync(to) - to;
        await load.WaitForEndsAsync(Ends);

        var refused = load.Refusals.Where(refusal => refusal.At > from && refusal.At < to).ToArray();
        var late = refused.Where(refusal => refusal.Route == "start" && refusal.At > from + Known).Select(refusal => refusal.Took).DefaultIfEmpty().Max();
        Figures.Print("longest answer to a start during the fault", refused.Where(refusal => refusal.Route == "start").Select(refusal => refusal.Took).DefaultIfEmpty().Max());
        Figures.Print($"longest answer to a start sent {Known.TotalSeconds} s and more after its begin", late);
        Figures.Print("a start is accepted again after", back);
        Figures.Print("memory of a process grew by at most", $"{growth >> 20} MiB");
        await Audit.AssertCleanAsync(cluster, load, _faults, Cancellation);
        Assert.Contains(refused, refusal => refusal.Route == "start");
        Assert.DoesNotContain(load.Refusals, refusal => refusal.Status is null);
        // The short form may end before a start is sent that late.
        Assert.InRange(late, Form.IsLong ? TimeSpan.FromTicks(1) : TimeSpan.Zero, AtOnce);
        Assert.InRange(back, TimeSpan.FromSeconds(-1), BackAgain);
        Assert.InRange(growth, long.MinValue, MemoryGrowth);
    }
}
