using PromptGen.PromptTasks;
using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>What becomes an event: the ends of generations, whatever crash comes between, and balances that become low.</summary>
public sealed class WebhookEventTests : WebhookSilo
{
    [Fact]
    public async Task End_ThatACrashKeptFromBeingTold_IsTold()
    {
        var task = await Ended();
        Assert.Empty(Receiver.Received);
        await Webhooks.SetEndpoint(Receiver.Url);

        // What the crash would have left.
        await Silo.Service<IInFlightTasks>().AddAgain(task);

        Assert.Equal(task.TaskId, Assert.Single(await Receiver.WaitAsync(1, Stopping)).Json.GetProperty("data").GetProperty("task_id").GetGuid());
    }

    [Fact]
    public async Task End_ThatWasToldBeforeTheCrash_IsTheSameDelivery()
    {
        await Webhooks.SetEndpoint(Receiver.Url);
        var task = await Ended();
        await Receiver.WaitAsync(1, Stopping);

        await Silo.Service<IInFlightTasks>().AddAgain(task);
        await Eventually.Sees(() => Silo.Redis.SetContainsAsync(Silo.Keys.InFlight(Silo.Service<IInFlightTasks>().Silo), task.ToString()), isThere => !isThere);
        var other = await Ended();

        Assert.Equal([task.TaskId, other.TaskId], (await Receiver.WaitAsync(2, Stopping)).Select(told => told.Json.GetProperty("data").GetProperty("task_id").GetGuid()));
        Assert.Equal(2, (await Webhooks.List(null, null, 10)).Results.Count);
    }

    [Fact]
    public async Task LowBalance_IsToldOnce_AndLeavesTheAccount()
    {
        await Webhooks.SetEndpoint(Receiver.Url);
        var (account, ledger) = (Silo.Grains.GetGrain<IUserTokensGrain>(User), Silo.Grains.GetGrain<ITokenLedgerGrain>(User));
        await account.Change(new AccountChange { TokensRemaining = 2000, Subscription = new Subscription(true, null) });

        await Charge(ledger, 1610);
        var first = (await Receiver.WaitAsync(1, Stopping))[0];
        await Silo.Deactivate(account);
        await Charge(ledger, 50);
        await Charge(ledger, 300);
        var second = (await Receiver.WaitAsync(2, Stopping))[1];

        Assert.Equal("""{"threshold_percent":20,"last_grant":2000,"balance_after":390,"tokens_remaining":390}""", first.Json.GetProperty("data").GetRawText());
        Assert.Equal("""{"threshold_percent":5,"last_grant":2000,"balance_after":40,"tokens_remaining":40}""", second.Json.GetProperty("data").GetRawText());
        Assert.Equal(("account.balance_low", 2), (first.Type, Receiver.Received.Select(told => told.Id).Distinct().Count()));
        await Eventually.Sees(async () => (await Silo.Redis.HashGetAsync(Silo.Keys.Account(User), "data")).ToString(), stored => !stored.Contains("\"low\"", StringComparison.Ordinal));
        Assert.Equal(2, Receiver.Received.Count);
    }

    private async Task<PromptTaskKey> Ended()
    {
        var task = await Silo.Submit(User);
        await Eventually.Sees(task.GetStatus, view => view!.Status.IsTerminal());
        var key = PromptTaskKey.Parse(task.GetPrimaryKeyString());
        await Eventually.Sees(() => Silo.Redis.SetContainsAsync(Silo.Keys.InFlight(Silo.Service<IInFlightTasks>().Silo), key.ToString()), isThere => !isThere);
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
