using System.Collections.Concurrent;
using PromptGen.ClusterTests.Audits;
using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;

namespace PromptGen.ClusterTests.Faults;

/// <summary>
/// A silo is killed, or frozen until others have done its work, before and after each write of a generation's life: the proxy lets the write not through, or its answer not back.
/// Which writes there are nobody lists: the life is lived again and again, until it ends before the next number comes.
/// </summary>
public sealed class CrashPointTests(Cluster cluster)
{
    private const int Milliseconds = 200, MostPoints = 80, AtTheModel = 70;

    // The short form takes every eighth point, from one that differs each time.
    private static readonly int Step = Form.IsLong ? 1 : 8, FreezeStep = Form.IsLong ? 1 : 28;

    private readonly FaultLog _faults = new();
    private readonly List<Order> _orders = [];
    private readonly List<string> _points = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task Kill_AtEveryWriteOfALife_LeavesOneEndAndOneCharge(string kindOfLife)
    {
        var kind = Enum.Parse<Kind>(kindOfLife);
        await cluster.HealAsync(Cancellation);
        cluster.Model.Behaviour = LoadModel.AnswerAsync;
        foreach (var other in cluster.SiloMembers.Skip(1))
            await other.StopAsync();

        var silo = cluster.SiloMembers[0];
        await LiveThroughEveryPointAsync(kind, Step, async (_, _) =>
        {
            await silo.Process.KillAsync();
            cluster.Proxy.CrashPoint = null;
            await silo.EnsureUpAsync(Cancellation);
        });
    }

    /// <summary>What the sleeper had on its way to Redis arrives when it wakes, and is not to count.</summary>
    [Fact]
    public async Task Freeze_AtEveryWriteOfAPaidLife_LeavesOneEndAndOneChargeWhenItWakes()
    {
        await cluster.HealAsync(Cancellation);
        cluster.Model.Behaviour = LoadModel.AnswerAsync;
        await LiveThroughEveryPointAsync(Kind.Written, FreezeStep, async (point, living) =>
        {
            cluster.Proxy.CrashPoint = null;
            var sleeper = cluster.SiloMembers.Single(silo => silo.ConnectionName == point.Connection);
            var address = await cluster.Membership.AddressAsync(sleeper);
            sleeper.Process.Freeze();
            await cluster.Membership.WaitUntilDeadAsync(address, Cancellation);
            await living;
            sleeper.Process.Thaw();
            point.Pass();
            await sleeper.Process.WaitForExitAsync();
            await cluster.HealAsync(Cancellation);
        });
    }

    private async Task LiveThroughEveryPointAsync(Kind kind, int step, Func<CrashPoint, Task, Task> strike)
    {
        var user = $"crash-{Guid.NewGuid():N}";
        await cluster.OpenAccountsAsync([user], LoadShape.Tokens, Cancellation);
        var refusals = new ConcurrentQueue<Refusal>();
        using var client = new Client(cluster.GatewayMembers, user, seed: 0, refusals.Enqueue);

        var number = new Random(Seed.Next(Figures.Print)).Next(step);
        for (; await StrikeAsync(client, kind, new CrashPoint(1 + (number / 2), isAfter: number % 2 == 1), strike); number += step)
            Assert.InRange(number, 0, MostPoints);

        Figures.Print("crash points", string.Join(", ", _points));
        Assert.InRange(number, 2 * 8, MostPoints);
        await cluster.HealAsync(Cancellation);
        var evidence = await Evidence.CollectAsync(cluster, _orders, [.. refusals], [user], _faults, Cancellation);
        var violations = new Auditor(evidence).Violations();
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
        await Eventually.GetAsync(cluster.InFlightAsync, tasks => tasks.Count == 0, "no task is in flight", Cancellation);
        await Eventually.GetAsync(cluster.UnownedAsync, sets => sets.Count == 0, "recovery knows of all that is in flight", Cancellation);
    }

    /// <summary>The three lives that the model is asked for or may be; the short form lives the one that is paid for.</summary>
    public static TheoryData<string> Lives() => Form.IsLong ? [.. Enum.GetNames<Kind>()] : [nameof(Kind.Written)];

    /// <summary>One life, that something happens to at a point of it.</summary>
    /// <returns>Whether the life had that point.</returns>
    private async Task<bool> StrikeAsync(Client client, Kind kind, CrashPoint point, Func<CrashPoint, Task, Task> strike)
    {
        var order = new Order(client.User, kind, Milliseconds, "crash");
        _orders.Add(order);
        using var fault = _faults.Begin($"crash at {_orders.Count}", interrupts: true);
        cluster.Proxy.CrashPoint = point;
        var living = LiveAsync(client, order);
        var retired = RetiredAsync(living);
        var isReached = await Task.WhenAny(point.Reached, retired) == point.Reached;
        if (isReached)
        {
            _points.Add($"{(point.IsAfter ? "after" : "before")} {await point.Reached}");
            await strike(point, living);
        }
        await living;
        await retired;
        return isReached;
    }

    private static async Task LiveAsync(Client client, Order order)
    {
        var id = await client.PlaceAsync(order, Cancellation);
        if (order.Kind == Kind.Cancelled)
        {
            // At the model, so that the life has all its writes: a cancellation that meets an earlier step shares the write of it.
            await Eventually.GetAsync(() => client.LookAsync(order, id, wait: true, Cancellation), seen => seen.Progress >= AtTheModel || seen.IsTerminal, "the model is asked", Cancellation);
            await client.CancelAsync(order, id, Cancellation);
        }
        await Eventually.GetAsync(() => client.LookAsync(order, id, wait: true, Cancellation), seen => seen.IsTerminal, "the order ends", Cancellation);
    }

    /// <summary>A life ends when nothing of it is in flight any more.</summary>
    private async Task RetiredAsync(Task living)
    {
        await living;
        await Eventually.GetAsync(cluster.InFlightAsync, tasks => tasks.Count == 0, "the task is retired", Cancellation);
    }
}
