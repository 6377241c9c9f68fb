namespace PromptGen.Grains.Tests.Cluster;

/// <summary>A retention of days: what belongs to a generation stays as long, and not longer.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7), Slack = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Retention_OfAWeek_KeepsGenerationsBatchesKeysAndHistorySoLong_AndNoLonger()
    {
        await using var silo = await NarrowSilo.Start(("Tasks:Retention", "7.00:00:00"), ("Tasks:QueueCapacity", "100"));
        var history = silo.Grains.ByKey<IHistoryGrain>("anna");
        var (plain, keyed) = (await silo.Submit("anna"), silo.Task("anna"));
        var submission = new PromptSubmission { ManualPrompt = "We sell bread. anna", Fingerprint = "f" };
        await keyed.Submit(submission);
        var key = new PromptBatchKey("anna", Guid.NewGuid());
        var batch = silo.Grains.ByKey<IPromptBatchGrain>(key.ToString());
        await batch.Submit(new PromptBatch([new PromptSubmission { ManualPrompt = "We sell cakes. anna" }], null, null));
        await Eventually.Sees(batch.GetView, view => view?.CompletedAt is not null);
        await Eventually.Sees(keyed.GetStatus, view => view!.Status.IsTerminal());
        var end = await Eventually.Sees(plain.GetStatus, view => view!.Status.IsTerminal());

        Assert.Equal(end!.UpdatedAt + Retention, end.ExpiresAt);
        foreach (var name in (string[])[silo.Keys.Task(plain.GetPrimaryKeyString())!, silo.Keys.Task(keyed.GetPrimaryKeyString())!, silo.Keys.Batch(key.ToString())!])
        {
            var left = await Eventually.Sees(() => silo.Redis.KeyTimeToLiveAsync(name), time => time is not null);
            Assert.InRange(left!.Value, Retention - Slack, Retention + Slack);
        }
        // It is dropped by later ends, so it outlives what it lists, and is not kept for ever.
        var listed = await Eventually.Sees(() => silo.Redis.KeyTimeToLiveAsync(silo.Keys.HistoryEnded("anna")), time => time is not null);
        Assert.InRange(listed!.Value, Retention, 2 * Retention);

        silo.Clock.Ahead = Retention - Slack;
        Assert.Equal((3, SubmitOutcome.Replayed), ((await history.List(null, 20)).Tasks.Count, (await keyed.Submit(submission)).Outcome));
        Assert.NotNull(await plain.GetStatus());
        Assert.NotNull(await batch.GetView());

        silo.Clock.Ahead = Retention + Slack;
        Assert.Empty((await history.List(null, 20)).Tasks);
        Assert.Null(await plain.GetStatus());
        Assert.Null(await batch.GetView());
    }
}
