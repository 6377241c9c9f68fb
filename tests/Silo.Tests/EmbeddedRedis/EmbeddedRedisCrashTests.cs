using System.Globalization;

namespace PromptGen.Silo.Tests.EmbeddedRedis;

public sealed class EmbeddedRedisCrashTests
{
    private const string RoundsVariable = "EMBEDDED_REDIS_ROUNDS";
    private const int FewestWrites = 50, MostWrites = 700;

    // Enough for a crash to follow a crash: what one leaves half written must not spoil the next recovery.
    private static readonly int Rounds =
        Environment.GetEnvironmentVariable(RoundsVariable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>When the server is killed.</summary>
    public enum Moment
    {
        /// <summary>While sixteen writers write.</summary>
        Writing,

        /// <summary>The same, while a checkpoint is taken.</summary>
        Checkpoint,

        /// <summary>The same, and the one started after it dies too, before it serves anybody.</summary>
        Recovery,
    }

    [Theory]
    [InlineData(Moment.Writing)]
    [InlineData(Moment.Checkpoint)]
    [InlineData(Moment.Recovery)]
    public async Task Kill_AgainAndAgain_LosesNothingAcknowledged(Moment moment)
    {
        var files = new CrashedFiles();
        var writes = new AcknowledgedWrites(keys: 320);
        var random = new Random(Seed.Next(Say));
        long total = 0;
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 50 == 0)
                Say($"{moment}: {round} rounds, {total} writes acknowledged");
            await using var process = await RedisProcess.StartAsync(files.Path);
            await using var redis = await process.ConnectAsync();
            await writes.VerifyAsync(redis.GetDatabase());

            var killAt = total + random.Next(FewestWrites, MostWrites);
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writing = writes.WriteAsync(redis.GetDatabase(), count =>
            {
                total = Math.Max(total, count);
                if (count == killAt)
                    reached.TrySetResult();
            });
            await reached.Task.WaitAsync(Cancellation);
            if (moment == Moment.Checkpoint)
                await redis.GetServers()[0].ExecuteAsync("BGSAVE");
            await process.KillAsync();
            await redis.DisposeAsync();
            await writing;
            files.Keep();
            if (moment == Moment.Recovery)
                await RedisProcess.StartAndKillAsync(files.Path, TimeSpan.FromMilliseconds(random.Next(300)));
        }

        await using var last = await RedisProcess.StartAsync(files.Path);
        await using var connection = await last.ConnectAsync();
        await writes.VerifyAsync(connection.GetDatabase());
        files.Forget();
        Say($"{moment}: {Rounds} rounds, {total} writes acknowledged, none lost");
    }

    private static void Say(string figure) => Console.WriteLine($"   {figure}");
}
