using System.Net;
using PromptGen.ClusterTests.Clusters;

namespace PromptGen.ClusterTests.Faults;

/// <summary>More work than a silo may do at once.</summary>
public sealed class BackpressureTests(Cluster cluster) : IAsyncLifetime
{
    private const int AtOnce = 2, Capacity = 40;

    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _many = $"many-{Guid.NewGuid():N}", _few = $"few-{Guid.NewGuid():N}";
    private Member _silo = null!;
    private ApiClient _manyClient = null!, _fewClient = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await cluster.StopAllAsync();
        _silo = cluster.NewSilo("small silo", ("Model__MaxConcurrency", $"{AtOnce}"), ("Tasks__QueueCapacity", $"{Capacity}"));
        await _silo.EnsureUpAsync(Cancellation);
        var gateway = cluster.GatewayMembers[0];
        await gateway.EnsureUpAsync(Cancellation);
        await cluster.OpenAccountsAsync([_many, _few], 1_000_000, Cancellation);
        _manyClient = await ApiClient.LogInAsync(gateway.Url, _many, cancellation: Cancellation);
        _fewClient = await ApiClient.LogInAsync(gateway.Url, _few, cancellation: Cancellation);
        cluster.Model.Behaviour = async exchange =>
        {
            await _gate.Task.WaitAsync(exchange.Stopping);
            await exchange.AnswerAsync("A prompt.", ModelBehaviours.DefaultUsage);
        };
    }

    [Fact]
    public async Task OneUsersFlood_IsAnswered429AndWritesNothing_AndAnotherUserIsNextInLine()
    {
        var mark = Marks.New();
        var tasks = new List<Guid>();
        // As many may wait as there is room for others.
        for (var i = 0; i < AtOnce + Capacity / 2; i++)
            tasks.Add(await _manyClient.StartAsync($"{mark} many", Cancellation));
        await cluster.Model.WaitForCallsAboutAsync(mark, AtOnce, Cancellation);
        tasks.Add(await _fewClient.StartAsync($"{mark} few", Cancellation));
        var position = (await _fewClient.StatusAsync(tasks[^1], Cancellation)).QueuePosition;
        var before = await KeptAsync();

        using var refused = await _manyClient.TryStartAsync($"{mark} too many", Cancellation);
        var after = await KeptAsync();
        _gate.SetResult();
        foreach (var task in tasks)
            Assert.Equal("completed", (await (task == tasks[^1] ? _fewClient : _manyClient).EndAsync(task, Cancellation)).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Empty(after.Except(before));
        Assert.InRange(position!.Value, 0, 1);
        var order = cluster.Model.CallsAbout(mark).Select(call => call.Prompt.Contains($"{mark} few", StringComparison.Ordinal)).ToList();
        Assert.InRange(order.IndexOf(true), AtOnce, AtOnce + 1);
    }

    public async ValueTask DisposeAsync()
    {
        _gate.TrySetResult();
        _manyClient?.Dispose();
        _fewClient?.Dispose();
        if (_silo.IsUp)
            await _silo.StopAsync();
        await _silo.DisposeAsync();
    }

    // Keys, tasks in flight and what is reserved. Progress of what runs is written meanwhile, which adds to none of them.
    private async Task<IReadOnlyList<string>> KeptAsync() =>
        [.. await cluster.KeysAsync(), .. await cluster.InFlightAsync(), $"{await _manyClient.AccountAsync(Cancellation)}"];
}
