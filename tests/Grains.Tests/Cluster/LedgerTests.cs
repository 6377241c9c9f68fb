using System.Collections.Immutable;
using PromptGen.Grains.Tests.Storage;
using StackExchange.Redis;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>The ledger as its user reads it: each durable line at once, whatever crashed before.</summary>
public sealed class LedgerTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Charge_IsThereAsSoonAsItIsMade()
    {
        var user = await TestUser.With(cluster, 5000);

        for (var i = 1; i <= 20; i++)
        {
            var task = Guid.NewGuid();
            await user.Ledger.Reserve(task, 700);
            await user.Ledger.Settle(task, 100);

            var newest = (await user.Account.GetLedger(null, 1)).Lines.Single();
            Assert.Equal((1 + i, -100, 5000 - (100 * i)), (newest.Line, newest.Tokens, newest.BalanceAfter));
        }
    }

    [Fact]
    public async Task Line_ThatACrashLeftInTheAccount_IsThere()
    {
        var user = await Crashed(Golden.Account2);

        var page = await user.Account.GetLedger(null, 20);

        Assert.Equal([(2, "charge", -310, 4690), (1, "adjustment", 5000, 5000)], page.Lines.Select(line => (line.Line, line.Kind, line.Tokens, line.BalanceAfter)));
        Assert.Equal((10, 100, 210, false, "model-1"), (page.Lines[0].Shortfall, page.Lines[0].PromptTokens, page.Lines[0].CompletionTokens, page.Lines[0].Estimated, page.Lines[0].Model));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Account_OfBeforeTheJournal_HasAnOpeningLine_ThatStays()
    {
        var user = await Crashed(Golden.Account);

        var first = await user.Account.GetLedger(null, 20);
        await cluster.Cluster.DeactivateAsync(user.Account);
        var second = await user.Account.GetLedger(null, 20);

        Assert.Equal((1, "adjustment", "opening", 4690), first.Lines.Select(line => (line.Line, line.Kind, line.Reason, line.Tokens)).Single());
        Assert.Equal(first.Lines, second.Lines);
    }

    [Fact]
    public async Task Account_ThatIsNotThere_HasNoLines() => Assert.Empty((await new TestUser(cluster).Account.GetLedger(null, 20)).Lines);

    [Fact]
    public async Task Charge_OfAGeneration_HasItsMetadataAndHowLongTheModelTook()
    {
        var user = await TestUser.With(cluster, 5000);
        var metadata = ImmutableSortedDictionary<string, string>.Empty.Add("order", "7").Add("شعبه", "تهران");
        var task = user.NewTask();
        await task.Grain.Submit(new PromptSubmission { ManualPrompt = task.Notes, Metadata = metadata });
        var view = await task.Ended();

        var charge = (await user.Account.GetLedger(null, 1)).Lines.Single();

        Assert.Equal((view.TaskId, -view.Charge.Tokens), (charge.TaskId, charge.Tokens));
        Assert.Equal(metadata, charge.Metadata);
        Assert.Equal(view.Result!.ResponseTimeMs, charge.ResponseTimeMs);
        Assert.InRange(charge.ResponseTimeMs!.Value, 0, (long)(view.CompletedAt!.Value - view.CreatedAt).TotalMilliseconds);
        // And still so when it is read from the journal.
        await Eventually.Sees(() => cluster.Redis.SortedSetLengthAsync(cluster.Keys.Journal(user.Id)), lines => lines == charge.Line);
        await cluster.Cluster.DeactivateAsync(user.Account);
        Assert.Equal(metadata, (await user.Account.GetLedger(null, 1)).Lines.Single().Metadata);
    }

    [Fact]
    public async Task Journal_ThatIsTrimmed_StillAddsUp()
    {
        await using var silo = await NarrowSilo.Start(("Billing:JournalLines", "20"), ("Billing:TrialTokens", "0"));
        var account = silo.Grains.UserTokens("anna");
        for (var i = 0; i < 7; i++)
            await Task.WhenAll(Enumerable.Range(0, 30).Select(n => account.Grant(100 + n, $"invoice-{i}-{n}")));
        await Eventually.Sees(
            async () => (Newest: await silo.Redis.SortedSetRangeByScoreAsync(silo.Keys.Journal("anna"), 210), Count: await silo.Redis.SortedSetLengthAsync(silo.Keys.Journal("anna"))),
            journal => journal is { Newest.Length: 1, Count: 20 });

        var lines = new List<LedgerLine>();
        for (LedgerCursor? place = null; ;)
        {
            var page = await account.GetLedger(place, 7);
            lines.AddRange(page.Lines);
            if ((place = page.Next) is null)
                break;
        }

        Assert.Equal(21, lines.Count);
        Assert.Equal((210, "opening"), (lines[0].Line, lines[^1].Reason));
        Assert.Equal(Enumerable.Range(0, lines.Count).Select(i => 210L - i), lines.Select(line => line.Line));
        Assert.Equal(((await account.GetAccount(false)).TokensRemaining, lines[0].BalanceAfter), (lines[0].BalanceAfter, lines.Sum(line => line.Tokens)));
    }

    /// <summary>A user whose account stands in Redis like this, in no activation, without a journal.</summary>
    private async Task<TestUser> Crashed(string account)
    {
        var user = new TestUser(cluster);
        await cluster.Redis.HashSetAsync(cluster.Keys.Account(user.Id), [new HashEntry("etag", "1"), new HashEntry("data", account)]);
        return user;
    }
}
