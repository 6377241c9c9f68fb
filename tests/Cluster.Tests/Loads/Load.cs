using System.Collections.Concurrent;
using System.Net;
using PromptGen.ClusterTests.Clusters;
using PromptGen.Llm;

namespace PromptGen.ClusterTests.Loads;

/// <summary>Clients that order generations with random words and follow each to its end, one after another.</summary>
internal sealed class Load : IAsyncDisposable
{
    private static readonly string[] Noises = ["Cafe Aurora, vegan cakes", "Cafe Aurora (کافه), vegan cakes", "🍰 \"quotes\" \\ {braces}", "line\nbreak\ttab", "<b>bold</b> & co"];

    private static readonly TimeSpan StarterPause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<Order> _orders = new();
    private readonly ConcurrentQueue<Refusal> _refusals = new();
    private readonly Cluster _cluster;
    private readonly LoadShape _shape;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _cancellation;
    private readonly Task[] _clients;
    private volatile bool _isOver;

    private Load(Cluster cluster, LoadShape shape, CancellationToken cancellation)
    {
        (_cluster, _shape) = (cluster, shape);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _cancellation = _stop.Token;
        var name = Guid.NewGuid().ToString("N")[..8];
        Users = [.. Enumerable.Range(0, shape.Users).Select(i => $"{name}-{i}")];
        _clients = new Task[(shape.Users * shape.ClientsPerUser) + shape.Starters];
    }

    /// <summary>Who orders.</summary>
    public IReadOnlyList<string> Users { get; }

    public IReadOnlyList<Order> Orders => [.. _orders];

    public IReadOnlyList<Refusal> Refusals => [.. _refusals];

    /// <summary>Starts one.</summary>
    public static async Task<Load> StartAsync(Cluster cluster, LoadShape shape, CancellationToken cancellation)
    {
        cluster.Model.Behaviour = LoadModel.AnswerAsync;
        var load = new Load(cluster, shape, cancellation);
        await cluster.OpenAccountsAsync(load.Users, LoadShape.Tokens, cancellation);
        for (var i = 0; i < load._clients.Length; i++)
        {
            var client = new Client(cluster.GatewayMembers, load.Users[i % shape.Users], shape.Seed + i, load._refusals.Enqueue);
            load._clients[i] = i < shape.Starters ? Task.Run(() => load.StartSteadilyAsync(client), cancellation) : Task.Run(() => load.OrderAsync(client), cancellation);
        }
        return load;
    }

    /// <summary>Waits until so many more orders have ended.</summary>
    public Task WaitForEndsAsync(int count)
    {
        var goal = Ended() + count;
        return Eventually.UntilAsync(() => Ended() >= goal || _clients.Any(client => client.IsFaulted), $"{count} more orders end", _cancellation);

        int Ended() => _orders.Count(order => order.To is not null);
    }

    /// <summary>When the first start was accepted that is answered from now on.</summary>
    public async Task<DateTimeOffset> FirstAcceptedAfterAsync(DateTimeOffset from)
    {
        await Eventually.UntilAsync(() => Accepted().Any(), "a start is accepted", _cancellation);
        return Accepted().Min();

        IEnumerable<DateTimeOffset> Accepted() => _orders.Select(order => order.AcceptedAt).OfType<DateTimeOffset>().Where(at => at > from);
    }

    /// <summary>Orders nothing more; waits for the end of what was ordered.</summary>
    public async Task StopAsync()
    {
        _isOver = true;
        await Task.WhenAll(_clients).WaitAsync(Eventually.Bound, _cancellation);
    }

    /// <summary>Ends it at once; a failed test leaves nothing to the next one.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task OrderAsync(Client client)
    {
        using (client)
        {
            while (!_isOver)
            {
                var order = _shape.NewOrder(client.Random, client.User, Noises[client.Random.Next(Noises.Length)]);
                _orders.Enqueue(order);
                await LiveThroughAsync(client, order);
            }
        }
    }

    /// <summary>Starts one order after another and looks after them at last, so that there are starts whatever happens to the orders before.</summary>
    private async Task StartSteadilyAsync(Client client)
    {
        using (client)
        {
            var placed = new List<(Order Order, Guid Id)>();
            while (!_isOver)
            {
                var order = _shape.NewOrder(client.Random, client.User, "steady");
                _orders.Enqueue(order);
                placed.Add((order, await client.PlaceAsync(order, _cancellation)));
                await Task.Delay(StarterPause, _cancellation);
            }
            foreach (var (order, id) in placed)
            {
                while (await client.LookAsync(order, id, wait: true, _cancellation) is { IsTerminal: false, Code: HttpStatusCode.OK })
                    continue;
            }
        }
    }

    private async Task LiveThroughAsync(Client client, Order order)
    {
        var id = await client.PlaceAsync(order, _cancellation);
        var looks = 0;
        while (true)
        {
            var seen = await client.LookAsync(order, id, wait: client.Random.Next(2) == 0 && order.Kind != Kind.Cancelled, _cancellation);
            // What is no state at all is the auditor's to judge.
            if (seen.IsTerminal || seen.Code != HttpStatusCode.OK)
                return;
            if (order.Kind == Kind.Cancelled && order.CancelAnswer is null && looks++ == client.Random.Next(10))
                await client.CancelAsync(order, id, _cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(client.Random.Next(50, 200)), _cancellation);
        }
    }
}
