namespace PromptGen.Silo.Tests.EmbeddedRedis;

public sealed class EmbeddedRedisCrashTests
{
    /// <summary>Enough rounds for a crash to follow a crash: what one leaves half written must not spoil the next recovery.</summary>
    [Theory]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task Kill_WhileWriting_LosesNothingAcknowledged(int rounds, bool duringCheckpoint)
    {
        using var directory = new TempDirectory();
        var writes = new AcknowledgedWrites(keys: 320);
        var random = new Random(duringCheckpoint ? 1 : 2);
        long total = 0;
        for (var round = 0; round < rounds; round++)
        {
            await using var process = await RedisProcess.StartAsync(directory.Path);
            await using var redis = await process.ConnectAsync();
            await writes.VerifyAsync(redis.GetDatabase());

            var killAt = total + random.Next(50, 700);
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writing = writes.WriteAsync(redis.GetDatabase(), count =>
            {
                total = Math.Max(total, count);
                if (count == killAt)
                    reached.TrySetResult();
            });
            await reached.Task.WaitAsync(TestContext.Current.CancellationToken);
            if (duringCheckpoint)
                await redis.GetServers()[0].ExecuteAsync("BGSAVE");
            await process.KillAsync();
            await redis.DisposeAsync();
            await writing;
        }

        await using var last = await RedisProcess.StartAsync(directory.Path);
        await using var connection = await last.ConnectAsync();
        await writes.VerifyAsync(connection.GetDatabase());
    }
}
