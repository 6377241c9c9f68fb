using StackExchange.Redis;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>A batch is accepted by one write; whatever dies after it, each of its generations comes to its end.</summary>
public sealed class BatchRecoveryTests
{
    [Fact]
    public async Task Batch_WhoseSiloDiedAfterItsAcceptance_IsSubmittedByAnother_EachItemOnce()
    {
        await using var silo = await NarrowSilo.Start(("Tasks:QueueCapacity", "100"), ("Tasks:SweepInterval", "00:00:01"));
        var key = new PromptBatchKey("anna", Guid.NewGuid());
        // As it stands in Redis when the silo dies in the middle: the first item has been submitted.
        await silo.Task(key.Item(0)).Submit(new PromptSubmission { ManualPrompt = "We sell bread. anna one", BatchId = key.BatchId });
        await Put(silo, key, """
            {"total":3,"createdAt":"2030-01-01T12:00:00+00:00","items":[{"manualPrompt":"We sell bread. anna one"},{"manualPrompt":"We sell bread. anna two"},{"manualPrompt":"We sell bread. anna three"}],"ends":{}}
            """);

        silo.Clock.Ahead = TimeSpan.FromSeconds(10);
        var view = await Completed(silo, key);

        Assert.Equal([PromptTaskStatus.Completed, PromptTaskStatus.Completed, PromptTaskStatus.Completed], view.Ends);
        Assert.Equal(3, silo.Model.Calls("anna").Count);
        Assert.Equal(0, await silo.Redis.SortedSetLengthAsync(silo.Keys.OpenBatches));
    }

    [Fact]
    public async Task Batch_ThatWasCancelledBeforeAllWasSubmitted_AsksTheModelNothingMore()
    {
        await using var silo = await NarrowSilo.Start(("Tasks:QueueCapacity", "100"), ("Tasks:SweepInterval", "00:00:01"));
        var key = new PromptBatchKey("anna", Guid.NewGuid());
        var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        silo.Model.On("first", PromptGen.Testing.ModelBehaviours.AnswerInChunks(["Done."], _ => free.Task));
        await silo.Submit("first");
        await silo.Model.Called("first", 1);
        await Put(silo, key, """
            {"total":2,"createdAt":"2030-01-01T12:00:00+00:00","items":[{"manualPrompt":"We sell bread. anna one"},{"manualPrompt":"We sell bread. anna two"}],"cancelled":"Requested","ends":{}}
            """);

        silo.Clock.Ahead = TimeSpan.FromSeconds(10);
        var view = await Completed(silo, key);

        Assert.Equal([PromptTaskStatus.Cancelled, PromptTaskStatus.Cancelled], view.Ends);
        Assert.Empty(silo.Model.Calls("anna"));
        free.SetResult();
    }

    [Fact]
    public async Task Batch_ThatNeverCameToBe_LeavesTheIndex()
    {
        await using var silo = await NarrowSilo.Start(("Tasks:SweepInterval", "00:00:01"));
        await silo.Redis.SortedSetAddAsync(silo.Keys.OpenBatches, new PromptBatchKey("anna", Guid.NewGuid()).ToString(), 0);

        await Eventually.Sees(() => silo.Redis.SortedSetLengthAsync(silo.Keys.OpenBatches), length => length == 0);
    }

    [Fact]
    public async Task Batch_IsGoneAfterItsRetention_AndFromRedisToo()
    {
        await using var silo = await NarrowSilo.Start();
        var key = new PromptBatchKey("anna", Guid.NewGuid());
        var batch = silo.Grains.ByKey<IPromptBatchGrain>(key.ToString());
        Assert.Equal(SubmitOutcome.Accepted, (await batch.Submit(new PromptBatch([new PromptSubmission { ManualPrompt = "We sell bread. anna" }], null, null))).Outcome);
        await Completed(silo, key);

        var left = await Eventually.Sees(() => silo.Redis.KeyTimeToLiveAsync(silo.Keys.Batch(key.ToString())), time => time is not null);
        silo.Clock.Ahead = TimeSpan.FromMinutes(10);

        Assert.InRange(left!.Value, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.Null(await batch.GetView());
    }

    private static async Task Put(NarrowSilo silo, PromptBatchKey key, string state)
    {
        await silo.Redis.HashSetAsync(silo.Keys.Batch(key.ToString()), [new HashEntry("etag", "1"), new HashEntry("data", state)]);
        await silo.Redis.SortedSetAddAsync(silo.Keys.OpenBatches, key.ToString(), silo.Clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private static async Task<PromptBatchView> Completed(NarrowSilo silo, PromptBatchKey key) =>
        (await Eventually.Sees(() => silo.Grains.ByKey<IPromptBatchGrain>(key.ToString()).GetView(), view => view?.CompletedAt is not null))!;
}
