using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;
using PromptGen.Llm;

namespace PromptGen.ClusterTests.Faults;

/// <summary>Tasks that the model has begun to answer and does not finish until it is told to, on all silos.</summary>
internal sealed class HeldTasks : IAsyncDisposable
{
    private const long Tokens = 1_000_000;

    private readonly Dictionary<string, Guid> _tasks = [];
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _user = $"held-{Guid.NewGuid():N}";
    private readonly Cluster _cluster;
    private readonly ApiClient _client;

    private HeldTasks(Cluster cluster)
    {
        _cluster = cluster;
        _client = new ApiClient(cluster.GatewayMembers[0].Url, Cluster.Issuer.Token(_user));
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Guid> All => _tasks.Values;

    public static async Task<HeldTasks> StartAsync(Cluster cluster, int count, CancellationToken cancellation)
    {
        var held = new HeldTasks(cluster);
        cluster.Model.Behaviour = async exchange =>
        {
            await exchange.WriteTextAsync("A pro");
            await held._gate.Task.WaitAsync(exchange.Stopping);
            await exchange.WriteTextAsync("mpt.");
            await exchange.EndAsync(ModelBehaviours.DefaultUsage);
        };
        await cluster.OpenAccountsAsync([held._user], Tokens, cancellation);
        var marks = Enumerable.Range(0, count).Select(_ => Marks.New()).ToArray();
        var tasks = await Task.WhenAll(marks.Select(mark => held._client.StartAsync($"Held {mark}", cancellation)));
        foreach (var (mark, task) in marks.Zip(tasks))
            held._tasks[mark] = task;
        await held.WaitUntilAskedAsync(1, held.All, cancellation);
        return held;
    }

    /// <summary>The silo whose runner holds the most of them, its address, and which these are.</summary>
    public async Task<(Member Silo, string Address, IReadOnlyCollection<Guid> Tasks)> BusiestAsync()
    {
        var silos = new List<(Member Silo, string Address, IReadOnlyCollection<Guid> Tasks)>();
        foreach (var silo in _cluster.SiloMembers)
        {
            var address = await _cluster.Membership.AddressAsync(silo);
            var members = await _cluster.Database.SetMembersAsync($"promptgen/inflight/{address}");
            var owned = members.Select(member => PromptTaskKey.Parse(member.ToString()).TaskId).ToHashSet();
            silos.Add((silo, address, [.. All.Where(owned.Contains)]));
        }
        return silos.MaxBy(silo => silo.Tasks.Count);
    }

    /// <summary>Waits until the model was asked for each of these that many times.</summary>
    public Task WaitUntilAskedAsync(int times, IReadOnlyCollection<Guid> tasks, CancellationToken cancellation) => Eventually.UntilAsync(
        () => AskedFor(tasks).All(count => count >= times), $"the model is asked {times} times for each of {tasks.Count} tasks", cancellation);

    /// <summary>The model finishes its answers.</summary>
    public void Answer() => _gate.TrySetResult();

    /// <summary>Asserts that all are completed and charged once, those that were lost with two calls of the model, the others with one.</summary>
    public async Task AssertCompletedAsync(IReadOnlyCollection<Guid> lost, CancellationToken cancellation)
    {
        foreach (var task in All)
        {
            var end = await Eventually.GetAsync(() => _client.StatusAsync(task, cancellation), status => status.IsTerminal, $"{task} ends", cancellation);
            Assert.Equal(("completed", "A prompt.", "ai", LoadModel.TokensPerAnswer), (end.Status, end.Prompt, end.Origin, end.Charged));
        }
        var paid = new Account(Tokens - (All.Count * LoadModel.TokensPerAnswer), Reserved: 0);
        Assert.Equal(paid, await _client.AccountAsync(cancellation));
        Assert.All(AskedFor(lost), count => Assert.Equal(2, count));
        Assert.All(AskedFor([.. All.Except(lost)]), count => Assert.Equal(1, count));
    }

    public ValueTask DisposeAsync()
    {
        Answer();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private IEnumerable<int> AskedFor(IReadOnlyCollection<Guid> tasks)
    {
        var calls = _cluster.Model.Calls;
        return _tasks.Where(task => tasks.Contains(task.Value)).Select(task => calls.Count(call => call.Prompt.Contains(task.Key, StringComparison.Ordinal)));
    }
}
