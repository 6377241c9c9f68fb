namespace PromptGen.Grains.Tests.Cluster;

/// <summary>What a user's history holds: what can be read, and nothing that is gone.</summary>
public sealed class HistoryTests
{
    [Fact]
    public async Task History_AfterTheRetention_IsEmpty_AndTheNextEndDropsWhatIsGone()
    {
        await using var silo = await NarrowSilo.Start();
        var history = silo.Grains.ByKey<IHistoryGrain>("anna");
        for (var i = 0; i < 3; i++)
            await End(silo, await silo.Submit("anna"));
        var before = await history.List(null, 20);

        silo.Clock.Ahead = TimeSpan.FromMinutes(10);
        var after = await history.List(null, 20);
        await End(silo, await silo.Submit("anna"));
        var left = await Eventually.Sees(() => silo.Redis.SortedSetLengthAsync(silo.Keys.History("anna")), length => length == 1);

        Assert.Equal((3, 0, 1), (before.Tasks.Count, after.Tasks.Count, left));
    }

    [Fact]
    public async Task History_OfABatch_HasPlacesWithinOneMillisecond()
    {
        await using var silo = await NarrowSilo.Start(("Tasks:QueueCapacity", "100"));
        var ids = Enumerable.Range(0, 12).Select(_ => Guid.NewGuid()).ToArray();
        var history = silo.Grains.ByKey<IHistoryGrain>("anna");
        foreach (var id in ids)
            await silo.Task(new PromptTaskKey("anna", id)).Submit(new PromptSubmission { ManualPrompt = "We sell bread. anna" });
        foreach (var id in ids)
            await silo.Redis.SortedSetAddAsync(silo.Keys.History("anna"), id.ToString("N"), 1_893_499_200_000);

        var seen = new List<Guid>();
        HistoryCursor? place = null;
        do
        {
            var page = await history.List(place, 5);
            seen.AddRange(page.Tasks.Select(task => task.TaskId));
            place = page.Next;
        }
        while (place is not null);

        Assert.Equal(ids.Order(), seen.Order());
    }

    [Fact]
    public async Task History_WithEntriesThatNeverCameToBe_SkipsThem()
    {
        await using var silo = await NarrowSilo.Start();
        var task = await silo.Submit("anna");
        for (var i = 0; i < 30; i++)
            await silo.Redis.SortedSetAddAsync(silo.Keys.History("anna"), Guid.NewGuid().ToString("N"), 1_893_499_200_000 + i);

        var page = await silo.Grains.ByKey<IHistoryGrain>("anna").List(null, 5);

        Assert.Equal([PromptTaskKey.Parse(task.GetPrimaryKeyString()).TaskId], page.Tasks.Select(view => view.TaskId));
        Assert.Null(page.Next);
    }

    private static Task<PromptTaskView?> End(NarrowSilo silo, IPromptTaskGrain task) =>
        Eventually.Sees(task.GetStatus, view => view?.Status.IsTerminal() is true);
}
