using PromptGen.Llm;
using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>An account under load and with a store that refuses.</summary>
public sealed class AccountTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Reserve_ByManyAtOnce_IsExact()
    {
        var user = await TestUser.With(cluster, 700 * 25 + 699);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => user.Ledger.Reserve(Guid.NewGuid(), TokenRules.ReservePerGeneration)));

        Assert.Equal(25, results.Count(result => result.IsReserved));
        var account = await user.Account.GetAccount(false);
        Assert.Equal((699, 25 * 700), (account.TokensRemaining, account.TokensReserved));
    }

    [Fact]
    public async Task Reserve_WhenItReturns_IsDurable()
    {
        var user = await TestUser.With(cluster, 5000);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => user.Ledger.Reserve(Guid.NewGuid(), 700)));

        await cluster.Cluster.DeactivateAsync(user.Account);

        Assert.Equal(3500, (await user.Account.GetAccount(false)).TokensReserved);
    }

    [Fact]
    public async Task Grant_ByManyAtOnceWithOneReference_IsMadeOnce()
    {
        var user = await TestUser.With(cluster, 0);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => user.Account.Grant(500, "invoice-7")));

        Assert.Equal(500, (await user.Account.GetAccount(false)).TokensRemaining);
    }

    [Fact]
    public async Task Change_SentAgainAfterACharge_IsNotMadeAgainThoughTheActivationIsAnother()
    {
        var user = new TestUser(cluster);
        var (change, task) = (new AccountChange { TokensRemaining = 5000, Subscription = new Subscription(true, null), Id = Guid.NewGuid() }, Guid.NewGuid());
        var first = await user.Account.Change(change);
        await user.Ledger.Reserve(task, 700);
        await user.Ledger.Settle(task, 300);
        await cluster.Cluster.DeactivateAsync(user.Account);

        var second = await user.Account.Change(change);

        Assert.Equal(first with { Outcome = AccountOutcome.Replayed }, second);
        Assert.Equal((4700, 0), await Balance(user));
    }

    [Fact]
    public async Task Reserve_ThatCannotBeWritten_LeavesNothingInMemory()
    {
        var user = await TestUser.With(cluster, 5000);

        await WhileTheStoreRefuses(user, () => Assert.ThrowsAnyAsync<Exception>(() => user.Ledger.Reserve(Guid.NewGuid(), 700)));

        Assert.Equal((5000, 0), await Balance(user));
    }

    [Fact]
    public async Task Settle_ThatCannotBeWritten_IsRepeatedWithOneCharge()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = Guid.NewGuid();
        await user.Ledger.Reserve(task, 700);

        await WhileTheStoreRefuses(user, () => Assert.ThrowsAnyAsync<Exception>(() => user.Ledger.Settle(task, 300)));

        Assert.Equal(300, await user.Ledger.Settle(task, 300));
        Assert.Equal((4700, 0), await Balance(user));
    }

    [Fact]
    public async Task Generation_WhileTheAccountCannotBeWritten_WaitsAndIsChargedOnce()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel(new Testing.ModelTokens(100, 200));
        var task = await user.StartAndReachModel();

        await WhileTheStoreRefuses(user, async () =>
        {
            user.LetModelAnswer();
            await task.At(90);
        });

        Assert.Equal(new TokenCharge(ChargeState.Charged, 300), (await task.Ended()).Charge);
        Assert.Equal((4700, 0), await Balance(user));
    }

    [Fact]
    public async Task GetAccount_OfAUserNeverSeen_OpensTheTrialOnceWhenAsked()
    {
        var user = new TestUser(cluster);

        Assert.Null((await user.Account.GetAccount(openTrial: false)).Subscription);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => user.Account.GetAccount(openTrial: true)));
        await cluster.Cluster.DeactivateAsync(user.Account);

        var account = await user.Account.GetAccount(openTrial: true);
        Assert.Equal((10_000, 14), (account.TokensRemaining, account.DaysRemaining));
    }

    /// <summary>Something of another kind under the account's key makes Redis refuse every write to it.</summary>
    private async Task WhileTheStoreRefuses(TestUser user, Func<Task> act)
    {
        var (key, aside) = (cluster.Keys.Account(user.Id), $"aside-{user.Id}");
        await cluster.Redis.KeyRenameAsync(key, aside);
        await cluster.Redis.StringSetAsync(key, "not an account");
        try
        {
            await act();
        }
        finally
        {
            await cluster.Redis.KeyDeleteAsync(key);
            await cluster.Redis.KeyRenameAsync(aside, key);
        }
    }

    private static async Task<(long Remaining, long Reserved)> Balance(TestUser user)
    {
        var account = await Eventually.Sees(
            async () => await user.Account.GetAccount(false),
            account => account.Subscription is not null);
        return (account.TokensRemaining, account.TokensReserved);
    }
}
