using System.Diagnostics;

namespace PromptGen.SystemTests.Events;

/// <summary>Readers that do not read, and very many that do.</summary>
[Collection(SharedClusterGroup.Name)]
public sealed class ManyReadersTests(SharedCluster shared)
{
    private const int OpenedAtOnce = 50;

    // All that a model may write: what is longer counts as garbage.
    private const int LargestText = 64_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public async Task Readers_ThatDoNotRead_HoldUpNobodyAndCostBoundedMemory()
    {
        // All answers of a connection are more than the system buffers (4 MB by default), so the gateway has to wait.
        const int Stalled = 40, AnswersEach = 32, TasksRead = 4;

        // An answer is the text twice; it may be there as a string, as JSON and in the connection's buffer, but never more than one answer.
        const long MostPerReader = 2 * 6L * LargestText, Slack = 100L << 20;
        using var user = await shared.UserAsync();
        var marker = Marks.New();
        var model = new HeldPieces([.. Enumerable.Range(0, 64).Select(i => $"{i:00}{new string('س', (LargestText / 64) - 2)}")]);
        shared.Model.On(marker, model.Behaviour);
        var tasks = await Task.WhenAll(Enumerable.Range(0, TasksRead).Select(i => user.StartAsync($"{marker} n{i}", Cancellation)));
        await using var reader = await EventReader.OpenAsync(user, tasks[0]);
        var (memory, connections) = (shared.Gateway.ResidentBytes, await ConnectionsAsync());
        var stalled = await Task.WhenAll(Enumerable.Range(0, Stalled).Select(i => StalledReader.OpenAsync(user, tasks[i % TasksRead], AnswersEach)));
        await UntilConnectionsAsync(count => count >= connections + Stalled);

        model.ReleaseAll();
        var events = await reader.ToEndAsync();
        foreach (var task in tasks)
            Assert.Equal("completed", (await user.EndAsync(task, Cancellation)).Status);
        await using var late = await EventReader.OpenAsync(user, tasks[0]);
        await late.ToEndAsync();
        var grown = shared.Gateway.ResidentBytes - memory;
        TestContext.Current.TestOutputHelper?.WriteLine($"{Stalled} stalled readers: {grown >> 20} MB more, {await ConnectionsAsync() - connections} connections more");
        foreach (var one in stalled)
            one.Dispose();

        Assert.Equal("completed", events[^1].Name);
        Assert.Equal(model.Whole, reader.Text);
        Assert.Equal(model.Whole, late.Text);
        Assert.InRange(grown, long.MinValue, (Stalled * MostPerReader) + Slack);
        await UntilConnectionsAsync(count => count <= connections);
    }

    [Fact(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    public async Task TwoThousandReaders_AllGetTheirTextAndItsEnd()
    {
        const int Tasks = 50, ReadersPerTask = 40;
        using var user = await shared.UserAsync();
        var marker = Marks.New();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < Tasks; i++)
            shared.Model.On($"{marker} n{i}.", ModelBehaviours.AnswerInChunks([$"Text {i}", " goes on", " and ends."], piece => piece == 0 ? Task.CompletedTask : gate.Task));
        var tasks = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(i => user.StartAsync($"{marker} n{i}.", Cancellation)));
        var memory = shared.Gateway.ResidentBytes;

        var clock = Stopwatch.StartNew();
        using var few = new SemaphoreSlim(OpenedAtOnce);
        var readers = await Task.WhenAll(Enumerable.Range(0, Tasks * ReadersPerTask).Select(i => OpenAsync(user, tasks[i % Tasks], few)));
        var opened = clock.Elapsed;
        await Task.WhenAll(readers.Select((reader, i) => reader.UntilTextAsync($"Text {i % Tasks}")));
        var open = shared.Gateway.ResidentBytes;
        clock.Restart();
        gate.SetResult();
        var ends = await Task.WhenAll(readers.Select(reader => reader.ToEndAsync()));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{readers.Length} readers: open after {opened.TotalSeconds:0.0} s, at their end {clock.Elapsed.TotalSeconds:0.0} s after the model's; gateway {memory >> 20} MB, then {open >> 20} MB, then {shared.Gateway.ResidentBytes >> 20} MB");

        for (var i = 0; i < readers.Length; i++)
        {
            Assert.Equal($"Text {i % Tasks} goes on and ends.", RawEvent.TextOf(ends[i]));
            Assert.Equal("completed", Assert.Single(ends[i], one => one.IsTerminal).Name);
            await readers[i].DisposeAsync();
        }
    }

    private static async Task<EventReader> OpenAsync(ApiClient user, Guid task, SemaphoreSlim few)
    {
        await few.WaitAsync(Cancellation);
        try
        {
            return await EventReader.OpenAsync(user, task);
        }
        finally
        {
            few.Release();
        }
    }

    private Task<int> ConnectionsAsync() => Proc.ConnectionsAsync(shared.Gateway.Url.Port);

    private Task UntilConnectionsAsync(Func<int, bool> suits) =>
        Eventually.GetAsync(ConnectionsAsync, suits, "the gateway has that many connections", Cancellation);
}
