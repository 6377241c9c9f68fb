using System.Diagnostics;

namespace PromptGen.SystemTests.Events;

/// <summary>A comment line while there is nothing to say, every 15 seconds, so that no proxy takes the stream for dead.</summary>
public sealed class HeartbeatTests
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Heartbeat_WhileNothingHappens_Comes(bool siloIsGone)
    {
        await using var cluster = await TaskCluster.StartAsync(silos: 1, gateways: 1);
        using var user = await cluster.UserAsync("alice", 100_000);
        cluster.Model.Behaviour = ModelBehaviours.HangAfter("A pro");
        var task = await user.StartAsync("Silence", Cancellation);
        await using var reader = await EventReader.OpenAsync(user, task);
        await reader.UntilTextAsync("A pro");
        if (siloIsGone)
            await cluster.Silos[0].KillAsync();
        var events = reader.Events.Count;
        var silence = Stopwatch.StartNew();

        await reader.UntilAsync(one => one.Comments > 0, "a comment comes");

        TestContext.Current.TestOutputHelper?.WriteLine($"comment after {silence.ElapsedMilliseconds} ms");
        Assert.True(silence.Elapsed < AtMost, $"The comment came after {silence.Elapsed}.");
        Assert.Equal(events, reader.Events.Count);
    }
}
