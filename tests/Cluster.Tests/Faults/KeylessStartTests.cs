using System.Collections.Concurrent;
using System.Net;
using PromptGen.ClusterTests.Clusters;
using PromptGen.ClusterTests.Loads;
using PromptGen.Llm;

namespace PromptGen.ClusterTests.Faults;

/// <summary>
/// Starts without an idempotency key while Redis fails. Nobody can repeat one safely, so what is answered with anything but 202 must
/// have no effect; where that cannot be known the answer names the task.
/// </summary>
public sealed class KeylessStartTests(Cluster cluster)
{
    private const int Clients = 6, Milliseconds = 200, Accepted = 20;

    private readonly ConcurrentBag<Start> _starts = [];
    private readonly string _user = $"keyless-{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    [InlineData("killed")]
    [InlineData("frozen")]
    [InlineData("silent")]
    [InlineData("out of memory")]
    [InlineData("read-only")]
    public async Task RefusedKeylessStart_HasNoEffect_OrNamesItsTask(string redis)
    {
        await cluster.HealAsync(Cancellation);
        cluster.Model.Behaviour = LoadModel.AnswerAsync;
        await cluster.OpenAccountsAsync([_user], LoadShape.Tokens, Cancellation);
        using var over = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(i => Task.Run(() => StartAsync(cluster.GatewayMembers[i % 2].Url, over.Token))).ToArray();
        await WaitForAcceptedAsync();

        // Several short ones: what matters are the starts under way when one begins.
        for (var i = 0; i < 3; i++)
        {
            await BreakAsync(redis);
            // The fault's length is a part of it, so this waits for time alone.
            await Task.Delay(Form.Of(4, 6), Cancellation);
            await MendAsync(redis);
            await WaitForAcceptedAsync();
        }
        await over.CancelAsync();
        await Task.WhenAll(clients);
        await cluster.HealAsync(Cancellation);
        await Eventually.GetAsync(cluster.InFlightAsync, tasks => tasks.Count == 0, "no task is in flight", Cancellation);

        Figures.Print("answers", string.Join(", ", _starts.GroupBy(start => $"{start.Status}{(start is { Status: not 202, Task: not null } ? " that names its task" : "")}").Select(same => $"{same.Count()} × {same.Key}")));
        Assert.Contains(_starts, start => start.Status == 503);
        Assert.All(_starts, start => Assert.True(start.Status is 202 or 503, $"a start was answered with {start.Status}"));
        await AssertNoEffectAsync();
    }

    private Task BreakAsync(string redis) => redis switch
    {
        "killed" => cluster.Redis.KillAsync(),
        "frozen" => Task.Run(cluster.Redis.Freeze),
        "silent" => Task.Run(cluster.Proxy.FallSilent),
        "out of memory" => cluster.Redis.AskAsync("CONFIG SET maxmemory 1mb"),
        _ => cluster.Redis.AskAsync($"REPLICAOF 127.0.0.1 {FreePorts.Next()}"),
    };

    private Task MendAsync(string redis) => redis switch
    {
        "killed" => cluster.Redis.RestartAsync(),
        "frozen" => Task.Run(cluster.Redis.Thaw),
        "silent" => Task.Run(cluster.Proxy.SpeakAgain),
        "out of memory" => cluster.Redis.AskAsync("CONFIG SET maxmemory 0"),
        _ => cluster.Redis.AskAsync("REPLICAOF NO ONE"),
    };

    private async Task StartAsync(Uri gateway, CancellationToken over)
    {
        using var client = new ApiClient(gateway, Cluster.Issuer.Token(_user));
        while (!over.IsCancellationRequested)
        {
            var order = new Order(_user, Kind.Written, Milliseconds, "keyless");
            using var answer = await client.TryStartAsync(order.Prompt, Cancellation);
            _starts.Add(new Start(order.Mark, (int)answer.StatusCode, await ApiClient.FindTaskIdAsync(answer, Cancellation)));
        }
    }

    private Task WaitForAcceptedAsync()
    {
        var goal = Count() + Accepted;
        return Eventually.UntilAsync(() => Count() >= goal, $"{Accepted} more starts are accepted", Cancellation);

        int Count() => _starts.Count(start => start.Status == (int)HttpStatusCode.Accepted);
    }

    private async Task AssertNoEffectAsync()
    {
        using var client = new ApiClient(cluster.GatewayMembers[0].Url, Cluster.Issuer.Token(_user));
        long charged = 0;
        foreach (var start in _starts.Where(start => start.Task is not null))
        {
            // A task that was named with a 503 may have been written or not.
            var end = await Eventually.GetAsync(() => client.StatusAsync(start.Task!.Value, Cancellation),
                seen => seen.IsTerminal || (start.Status != 202 && seen.Code == HttpStatusCode.NotFound), $"{start.Task} ends", Cancellation);
            Assert.True(start.Status != 202 || end is { Status: "completed", Origin: "ai" }, $"an accepted one ended as {end}");
            charged += end.Charged;
        }
        var asked = cluster.Model.Calls.Select(call => Order.Find(call.Prompt)?.Mark).ToHashSet();
        Assert.DoesNotContain(_starts, start => start.Task is null && asked.Contains(start.Mark));
        var account = await Eventually.GetAsync(() => client.AccountAsync(Cancellation), account => account.Reserved == 0, "nothing is reserved", Cancellation);
        Assert.Equal(new Account(LoadShape.Tokens - charged, Reserved: 0), account);
    }

    private sealed record Start(string Mark, int Status, Guid? Task);
}
