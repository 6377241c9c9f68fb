using System.Collections.Concurrent;
using System.Net;
using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;
using PromptGen.Llm;

namespace PromptGen.ClusterTests.Faults;

/// <summary>One user who starts as fast as the service answers, with the limits that ship but for a smaller share of the queue.</summary>
public sealed class FloodTests(Cluster cluster) : IAsyncLifetime
{
    private const int Flooders = 16, Others = 4, Share = 30, Orders = 30, Milliseconds = 500;
    private const long Tokens = 1_000_000_000;

    private static readonly TimeSpan NormalLatency = TimeSpan.FromSeconds(3);

    private readonly string _flooder = $"flood-{Guid.NewGuid():N}";
    private readonly ConcurrentBag<Guid> _accepted = [];
    private readonly ConcurrentBag<HttpStatusCode> _answers = [];
    private Member[] _silos = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await cluster.StopAllAsync();
        _silos = [.. Enumerable.Range(0, 2).Select(i => cluster.NewSilo($"limited silo {i}",
            ("RateLimits__StartsPerMinute", "300"), ("RateLimits__Burst", "100"), ("Tasks__PerUserCapacity", $"{Share}"), ("Model__MaxConcurrency", "16")))];
        foreach (var member in _silos.Concat(cluster.GatewayMembers))
            await member.EnsureUpAsync(Cancellation);
        cluster.Model.Behaviour = LoadModel.AnswerAsync;
        await cluster.OpenAccountsAsync([_flooder], Tokens, Cancellation);
    }

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public async Task OneUsersFlood_IsRefusedWith429_AndOthersNoticeNothing()
    {
        using var calm = new CancellationTokenSource();
        var flood = Enumerable.Range(0, Flooders).Select(i => FloodAsync(cluster.GatewayMembers[i % 2].Url, calm.Token)).ToArray();
        await Eventually.UntilAsync(() => _answers.Contains(HttpStatusCode.TooManyRequests), "the flooder is refused", Cancellation);

        var refusals = new ConcurrentQueue<Refusal>();
        var health = new ConcurrentBag<HttpStatusCode?>();
        var orders = await Task.WhenAll(Enumerable.Range(0, Others).Select(i => OrderAsync(i, refusals.Enqueue, health)));
        await calm.CancelAsync();
        await Task.WhenAll(flood);

        var longest = orders.SelectMany(all => all).Max(order => order.To!.Value - order.From);
        Figures.Print("answers to the flood", string.Join(", ", _answers.GroupBy(code => (int)code).Select(same => $"{same.Count()} × {same.Key}")));
        Figures.Print($"longest of {Others * Orders} generations of others", longest);
        Assert.All(orders.SelectMany(all => all), order => Assert.Equal("ai", order.Last!.Origin));
        Assert.InRange(longest, TimeSpan.Zero, NormalLatency);
        Assert.Empty(refusals);
        Assert.All(health, code => Assert.Equal(HttpStatusCode.OK, code));
        Assert.All(_answers, code => Assert.True(code is HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests, $"a start was answered with {code}"));

        using var flooder = await ApiClient.LogInAsync(cluster.GatewayMembers[0].Url, _flooder, cancellation: Cancellation);
        foreach (var task in _accepted)
            Assert.Equal("ai", (await flooder.EndAsync(task, Cancellation)).Origin);
        var paid = new Account(Tokens - (_accepted.Count * LoadModel.TokensPerAnswer), Reserved: 0);
        Assert.Equal(paid, await Eventually.GetAsync(() => flooder.AccountAsync(Cancellation), account => account.Reserved == 0, "nothing is reserved", Cancellation));
        await Eventually.GetAsync(cluster.InFlightAsync, tasks => tasks.Count == 0, "no task is in flight", Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            if (silo.IsUp)
                await silo.StopAsync();
            await silo.DisposeAsync();
        }
    }

    private async Task FloodAsync(Uri gateway, CancellationToken calm)
    {
        using var client = await ApiClient.LogInAsync(gateway, _flooder, cancellation: Cancellation);
        while (!calm.IsCancellationRequested)
        {
            using var answer = await client.TryStartAsync(new Order(_flooder, Kind.Written, Milliseconds, "flood").Prompt, Cancellation);
            _answers.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.Accepted)
                _accepted.Add(await ApiClient.TaskIdAsync(answer, Cancellation));
            else
                Assert.True(answer.Headers.RetryAfter is not null && answer.Headers.Contains("RateLimit"), $"{(int)answer.StatusCode} without its headers");
        }
    }

    private async Task<IReadOnlyList<Order>> OrderAsync(int number, Action<Refusal> refused, ConcurrentBag<HttpStatusCode?> health)
    {
        var user = $"calm-{Guid.NewGuid():N}";
        await cluster.OpenAccountsAsync([user], Tokens, Cancellation);
        using var client = new Client(cluster.GatewayMembers, user, number, refused);
        var orders = new List<Order>();
        while (orders.Count < Orders)
        {
            var order = new Order(user, Kind.Written, Milliseconds, "calm");
            orders.Add(order);
            var id = await client.PlaceAsync(order, Cancellation);
            while (!(await client.LookAsync(order, id, wait: true, Cancellation)).IsTerminal)
                continue;
            foreach (var member in _silos.Concat(cluster.GatewayMembers))
                health.Add(await member.Process.HealthAsync("ready", Cancellation));
        }
        return orders;
    }
}
