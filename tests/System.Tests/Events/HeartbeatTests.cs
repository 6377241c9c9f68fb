using System.Diagnostics;

namespace PromptGen.SystemTests.Events;

/// <summary>A comment line every 15 seconds while there is nothing to say, so that no proxy takes the stream for dead.</summary>
public sealed class HeartbeatTests
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Heartbeat_WhileTheModelIsSilent_Comes()
    {
        // A model that is silent for long is given up; here it is not yet.
        await using var all = await AllInOne.StartAsync(new() { ["Model__IdleTimeout"] = "00:01:00" });
        using var user = await all.UserAsync("alice", 100_000);
        await using var reader = await OpenSilentAsync(user, all.Model);

        await AssertHeartbeatAsync(reader);
    }

    [Fact]
    public async Task Heartbeat_WhileThereIsNoSilo_Comes()
    {
        await using var cluster = await TaskCluster.StartAsync(silos: 1);
        using var user = await cluster.UserAsync("alice", 100_000);
        await using var reader = await OpenSilentAsync(user, cluster.Model);

        await cluster.Silos[0].KillAsync();

        await AssertHeartbeatAsync(reader);
    }

    private static async Task<EventReader> OpenSilentAsync(ApiClient user, FakeModelServer model)
    {
        model.Behaviour = ModelBehaviours.HangAfter("A pro");
        var reader = await EventReader.OpenAsync(user, await user.StartAsync("Silence", Cancellation));
        await reader.UntilTextAsync("A pro");
        return reader;
    }

    private static async Task AssertHeartbeatAsync(EventReader reader)
    {
        var events = reader.Events.Count;
        var silence = Stopwatch.StartNew();
        await reader.UntilAsync(one => one.Comments > 0, "a comment comes");
        TestContext.Current.TestOutputHelper?.WriteLine($"comment after {silence.ElapsedMilliseconds} ms");
        Assert.InRange(silence.Elapsed, TimeSpan.Zero, AtMost);
        Assert.Equal(events, reader.Events.Count);
    }
}
