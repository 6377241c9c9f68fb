using System.Collections.Concurrent;
using PromptGen.ClusterTests.Audits;
using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;

namespace PromptGen.ClusterTests.Faults;

/// <summary>Batches whose silos die while they are accepted and submitted.</summary>
public sealed class BatchFaultTests(Cluster cluster)
{
    private const int Users = 4, Items = 10, Milliseconds = 200;

    // A batch is accepted and submitted within about this time.
    private const int LatestKill = 120;

    private static readonly int Rounds = Form.IsLong ? 15 : 3;

    private readonly FaultLog _faults = new();
    private readonly ConcurrentQueue<Refusal> _refusals = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_OfASiloWhileBatchesAreAccepted_LeavesThemWhole_AndEachItemEndsAndIsChargedOnce()
    {
        var seed = Seed.Next(Figures.Print);
        var random = new Random(seed);
        await cluster.HealAsync(Cancellation);
        cluster.Model.Behaviour = LoadModel.AnswerAsync;
        string[] users = [.. Enumerable.Range(0, Users).Select(_ => $"batch-{Guid.NewGuid():N}")];
        await cluster.OpenAccountsAsync(users, LoadShape.Tokens, Cancellation);
        var clients = users.Select(user => new Client(cluster.GatewayMembers, user, random.Next(), _refusals.Enqueue)).ToArray();

        var batches = new List<OrderedBatch>();
        for (var round = 0; round < Rounds; round++)
        {
            using var fault = _faults.Begin($"kill a silo, round {round}", interrupts: true);
            var living = clients.Select(client => LiveAsync(client, batches)).ToArray();
            // When in the life of a batch the silo dies is left to chance.
            await Task.Delay(random.Next(LatestKill), Cancellation);
            await cluster.SiloMembers[random.Next(cluster.SiloMembers.Count)].Process.KillAsync();
            await cluster.HealAsync(Cancellation);
            await Task.WhenAll(living);
        }

        foreach (var client in clients)
            client.Dispose();
        Order[] orders = [.. batches.SelectMany(batch => batch.Orders)];
        Figures.Print("batches", $"{batches.Count} of {Items}, {Rounds} kills, {orders.Count(order => order.Last?.Origin == "ai")} by the model");
        var evidence = await Evidence.CollectAsync(cluster, orders, [.. _refusals], users, _faults, Cancellation);
        var violations = new Auditor(evidence).Violations();
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
        await Eventually.GetAsync(cluster.InFlightAsync, tasks => tasks.Count == 0, "no task is in flight", Cancellation);
    }

    private static async Task LiveAsync(Client client, List<OrderedBatch> batches)
    {
        var batch = OrderedBatch.Of(client.User, Items, Milliseconds);
        lock (batches)
            batches.Add(batch);
        await client.PlaceAsync(batch, Cancellation);
        foreach (var order in batch.Orders)
            await Eventually.GetAsync(() => client.LookAsync(order, order.Ids.First(), wait: true, Cancellation), seen => seen.IsTerminal, "the order ends", Cancellation);
    }
}
