using PromptGen.PromptTasks;
using PromptGen.Testing;
using PromptGen.Tokens;
using PromptGen.Webhooks;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>What becomes an event: the ends of generations, whatever crash comes between, and balances that become low.</summary>
public sealed class WebhookEventTests : IAsyncLifetime
{
    private const string User = "anna";

    private NarrowSilo _silo = null!;
    private WebhookReceiver _receiver = null!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private IWebhooksGrain Webhooks => _silo.Grains.GetGrain<IWebhooksGrain>(User);

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _silo = await NarrowSilo.Start(("Webhooks:AllowedHosts:0", "127.0.0.1"));
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task End_ThatACrashKeptFromBeingTold_IsTold()
    {
        var task = await Ended();
        Assert.Empty(_receiver.Received);
        await Webhooks.SetEndpoint(_receiver.Url);

        // What the crash would have left.
        await _silo.Service<IInFlightTasks>().AddAgain(task);

        Assert.Equal(task.TaskId, Assert.Single(await _receiver.WaitAsync(1, Stopping)).Json.GetProperty("data").GetProperty("task_id").GetGuid());
    }

    [Fact]
    public async Task End_ThatWasToldBeforeTheCrash_IsTheSameDelivery()
    {
        await Webhooks.SetEndpoint(_receiver.Url);
        var task = await Ended();
        await _receiver.WaitAsync(1, Stopping);

        await _silo.Service<IInFlightTasks>().AddAgain(task);
        await Eventually.Sees(() => _silo.Redis.SetContainsAsync(_silo.Keys.InFlight(_silo.Service<IInFlightTasks>().Silo), task.ToString()), isThere => !isThere);
        var other = await Ended();

        Assert.Equal([task.TaskId, other.TaskId], (await _receiver.WaitAsync(2, Stopping)).Select(told => told.Json.GetProperty("data").GetProperty("task_id").GetGuid()));
        Assert.Equal(2, (await Webhooks.List(null, null, 10)).Results.Count);
    }

    [Fact]
    public async Task LowBalance_IsToldOnce_AndLeavesTheAccount()
    {
        await Webhooks.SetEndpoint(_receiver.Url);
        var (account, ledger) = (_silo.Grains.GetGrain<IUserTokensGrain>(User), _silo.Grains.GetGrain<ITokenLedgerGrain>(User));
        await account.Change(new AccountChange { TokensRemaining = 2000, Subscription = new Subscription(true, null) });

        await Charge(ledger, 1610);
        var first = (await _receiver.WaitAsync(1, Stopping))[0];
        await _silo.Deactivate(account);
        await Charge(ledger, 50);
        await Charge(ledger, 300);
        var second = (await _receiver.WaitAsync(2, Stopping))[1];

        Assert.Equal("""{"threshold_percent":20,"last_grant":2000,"balance_after":390,"tokens_remaining":390}""", first.Json.GetProperty("data").GetRawText());
        Assert.Equal("""{"threshold_percent":5,"last_grant":2000,"balance_after":40,"tokens_remaining":40}""", second.Json.GetProperty("data").GetRawText());
        Assert.Equal(("account.balance_low", 2), (first.Type, _receiver.Received.Select(told => told.Id).Distinct().Count()));
        await Eventually.Sees(async () => (await _silo.Redis.HashGetAsync(_silo.Keys.Account(User), "data")).ToString(), stored => !stored.Contains("\"low\"", StringComparison.Ordinal));
        Assert.Equal(2, _receiver.Received.Count);
    }

    private async Task<PromptTaskKey> Ended()
    {
        var task = await _silo.Submit(User);
        await Eventually.Sees(task.GetStatus, view => view!.Status.IsTerminal());
        var key = PromptTaskKey.Parse(task.GetPrimaryKeyString());
        await Eventually.Sees(() => _silo.Redis.SetContainsAsync(_silo.Keys.InFlight(_silo.Service<IInFlightTasks>().Silo), key.ToString()), isThere => !isThere);
        return key;
    }

    private static async Task Charge(ITokenLedgerGrain ledger, long tokens)
    {
        var (reservation, task) = (Guid.NewGuid(), Guid.NewGuid());
        var made = await ledger.Reserve(reservation, task, 1);
        await ledger.Settle(new Settlement(reservation, made.Number, task, new TokenUsage(0, tokens, tokens), null));
        await ledger.Close([reservation]);
    }
}
