using System.Globalization;
using PromptGen.Silo.Commands;
using PromptGen.Silo.Redis;
using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>The journal in Redis: each change of a balance has its line there, and reconcile finds what has not.</summary>
public sealed class JournalTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Generation_HasItsLine_AndTheBooksAddUp()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = user.NewTask();
        await task.Submit();
        var end = await task.Ended();

        var charge = (await Eventually.Sees(() => Lines(user), lines => lines.Exists(line => line.Kind == JournalKinds.Charge))).Last();

        Assert.Equal((end.TaskId, -end.Charge.Tokens, 5000 - end.Charge.Tokens), (charge.TaskId, charge.Tokens, charge.BalanceAfter));
        Assert.Equal((end.Result!.Usage, end.Result.Model), (charge.Usage, charge.Model));
        Assert.Empty(await Reconciled(user));
    }

    [Fact]
    public async Task Account_ThatWasTamperedWith_IsFound()
    {
        var user = await TestUser.With(cluster, 5000);
        await Eventually.Sees(() => Lines(user), lines => lines.Count > 0);
        await cluster.Cluster.DeactivateAsync(user.Account);
        var stored = await cluster.Redis.HashGetAsync(cluster.Keys.Account(user.Id), "data");
        await cluster.Redis.HashSetAsync(cluster.Keys.Account(user.Id), "data", stored.ToString().Replace("5000", "6000", StringComparison.Ordinal));

        Assert.Contains(await Reconciled(user), line => line.Contains("the journal says 5000, the account 6000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Grant_SentAgainLongAfterItsLineWasAppended_IsNotMadeAgain()
    {
        var user = await TestUser.With(cluster, 0);
        await user.Account.Grant(500, "invoice-7");
        await Eventually.Sees(() => Lines(user), lines => lines.Exists(line => line.Reference == "invoice-7"));
        await cluster.Cluster.DeactivateAsync(user.Account);

        var (same, other) = (await user.Account.Grant(500, "invoice-7"), await user.Account.Grant(600, "invoice-7"));

        Assert.Equal((AccountOutcome.Done, 500, AccountOutcome.ReferenceReused), (same.Outcome, same.TokensRemaining, other.Outcome));
    }

    private async Task<List<JournalLine>> Lines(TestUser user) =>
        await new RedisJournal(cluster.Redis.Multiplexer, cluster.Keys, Microsoft.Extensions.Options.Options.Create(new BillingOptions())).Lines(user.Id).ToListAsync(TestContext.Current.CancellationToken);

    private async Task<List<string>> Reconciled(TestUser user)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await new Reconcile(cluster.Connection, cluster.Keys, TimeProvider.System).Run(output);
        return [.. output.ToString().Split(Environment.NewLine).Where(line => line.StartsWith(user.Id, StringComparison.Ordinal))];
    }
}
