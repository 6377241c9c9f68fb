namespace PromptGen.SystemTests.Events;

/// <summary>kill -9 of what writes the text that somebody reads.</summary>
public sealed class SiloLossTests
{
    private const string Marker = "Resume me";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_OfTheSiloThatWrites_ReadersAreToldToBeginAgain()
    {
        await using var cluster = await TaskCluster.StartAsync(silos: 2);
        using var user = await cluster.UserAsync("alice", 100_000);
        var model = new HeldPieces("You sell", " bread", " and cakes.");
        cluster.Model.On(Marker, model.Behaviour);
        var task = await user.StartAsync(Marker, Cancellation);
        await using var stays = await EventReader.OpenAsync(user, task);
        await using var leaves = await EventReader.OpenAsync(user, task);
        model.Release(1);
        await stays.UntilTextAsync("You sell");
        await leaves.UntilTextAsync("You sell");
        await leaves.CloseAsync();

        await cluster.SiloOf(cluster.Model.Calls[0]).KillAsync();
        await cluster.Model.WaitForCallsAsync(2, Cancellation).WaitAsync(Eventually.Bound, Cancellation);
        await using var returns = await EventReader.OpenAsync(user, task, leaves.LastId);
        model.ReleaseAll();
        await stays.ToEndAsync();
        await returns.ToEndAsync();

        Promise.AssertWhole(model.Whole, stays.Events);
        Promise.AssertWhole(model.Whole, [.. leaves.Events, .. returns.Events]);
        Assert.Single(stays.Events, one => one.Name == "reset");
        Assert.Single(returns.Events, one => one.Name == "reset");
    }

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public async Task Kill_OfTwoSilosInARow_NoReaderEndsWithAnotherTextThanTheResult()
    {
        const int Tasks = 12;
        await using var cluster = await TaskCluster.StartAsync(silos: 3);
        using var user = await cluster.UserAsync("alice", 100_000);
        var model = new HeldPieces("You sell", " bread", " and cakes.");
        cluster.Model.Behaviour = model.Behaviour;
        var tasks = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(_ => user.StartAsync(Marker, Cancellation)));
        var readers = await Task.WhenAll(tasks.Select(task => EventReader.OpenAsync(user, task)));
        model.Release(1);
        await Task.WhenAll(readers.Select(reader => reader.UntilTextAsync("You sell")));

        // After the first kill about half of the resumed tasks have their state on one silo and their work on the other.
        await cluster.Silos[2].KillAsync();
        model.Release(2);
        await Task.WhenAll(readers.Select(reader => reader.UntilTextAsync("You sell bread")));
        await cluster.Silos[1].KillAsync();
        model.ReleaseAll();
        await Task.WhenAll(readers.Select(reader => reader.ToEndAsync()));

        Assert.All(readers, reader => Promise.AssertWhole(model.Whole, reader.Events));
        foreach (var reader in readers)
            await reader.DisposeAsync();
    }

    [Fact]
    public async Task Kill_OfTheAllInOne_TheOldLastEventIdStillServes()
    {
        await using var all = await AllInOne.StartAsync();
        using var user = await all.UserAsync("alice", 100_000);
        var model = new HeldPieces("You sell", " bread", " and cakes.");
        all.Model.On(Marker, model.Behaviour);
        var done = await user.StartAsync("Done before", Cancellation);
        await using var whole = await EventReader.OpenAsync(user, done);
        await whole.ToEndAsync();
        var running = await user.StartAsync(Marker, Cancellation);
        await using var before = await EventReader.OpenAsync(user, running);
        model.Release(2);
        await before.UntilTextAsync("You sell bread");

        await all.CrashAndStartAgainAsync();
        model.ReleaseAll();
        await using var after = await EventReader.OpenAsync(user, running, before.LastId);
        await after.ToEndAsync();
        await using var wholeAgain = await EventReader.OpenAsync(user, done, whole.Events[0].Id);
        await wholeAgain.ToEndAsync();

        Promise.AssertWhole(model.Whole, [.. before.Events, .. after.Events]);
        Promise.AssertWhole(FakeModelServer.DefaultText, [whole.Events[0], .. wholeAgain.Events]);
        Assert.DoesNotContain(wholeAgain.Events, one => one.Name == "reset");
    }
}
