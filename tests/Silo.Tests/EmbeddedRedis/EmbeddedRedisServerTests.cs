using System.Net;
using PromptGen.Silo.EmbeddedRedis;
using StackExchange.Redis;

namespace PromptGen.Silo.Tests.EmbeddedRedis;

public sealed class EmbeddedRedisServerTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Restart_AfterDispose_KeepsWhatWasWritten()
    {
        await using (var server = EmbeddedRedisServer.Start(_directory.Path))
        await using (var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString))
            await redis.GetDatabase().HashSetAsync("h", "f", "v");

        await using var again = EmbeddedRedisServer.Start(_directory.Path);
        await using var reconnected = await ConnectionMultiplexer.ConnectAsync(again.ConnectionString);
        Assert.Equal("v", await reconnected.GetDatabase().HashGetAsync("h", "f"));
    }

    [Fact]
    public async Task Start_InAMissingDirectory_CreatesIt()
    {
        await using var server = EmbeddedRedisServer.Start(_directory.File("a", "b"));
        Assert.True(Directory.Exists(_directory.File("a", "b")));
    }

    [Fact]
    public async Task Start_InADirectoryInUse_SaysSo()
    {
        await using var first = EmbeddedRedisServer.Start(_directory.Path);
        var refusal = Assert.Throws<EmbeddedRedisException>(() => EmbeddedRedisServer.Start(_directory.Path));
        Assert.Equal($"The data directory '{_directory.Path}' is in use by another PromptGen process.", refusal.Message);
    }

    [Fact]
    public void Start_WhereNoDirectoryCanBe_SaysSo()
    {
        File.WriteAllText(_directory.File("file"), "");
        var refusal = Assert.Throws<EmbeddedRedisException>(() => EmbeddedRedisServer.Start(_directory.File("file")));
        Assert.StartsWith($"The data directory '{_directory.File("file")}' cannot be written to:", refusal.Message);
    }

    [Fact]
    public async Task Start_WithACheckpointGone_FailsInsteadOfComingUpEmpty()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var server = EmbeddedRedisServer.Start(_directory.Path);
            await using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
            await redis.GetDatabase().StringIncrementAsync("starts");
        }

        Directory.Delete(_directory.File("Store", "checkpoints"), recursive: true);
        var refusal = Assert.Throws<EmbeddedRedisException>(() => EmbeddedRedisServer.Start(_directory.Path));
        Assert.StartsWith($"The embedded Redis cannot use its files in '{_directory.Path}':", refusal.Message);
    }

    [Fact]
    public async Task Start_WithAFileItMayNotOpen_NamesIt()
    {
        await using (EmbeddedRedisServer.Start(_directory.Path))
        {
        }

        var file = _directory.File("AOF", "aof.log.0");
        using (new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var refusal = Assert.Throws<EmbeddedRedisException>(() => EmbeddedRedisServer.Start(_directory.Path));
            Assert.StartsWith($"The file '{file}' of the embedded Redis cannot be opened:", refusal.Message);
        }

        // The refused start let go of the directory.
        await using var server = EmbeddedRedisServer.Start(_directory.Path);
    }

    [Fact]
    public async Task Server_AnswersOnLoopbackOnly_AndOnlyToItsPassword()
    {
        await using var server = EmbeddedRedisServer.Start(_directory.Path);
        var options = ConfigurationOptions.Parse(server.ConnectionString);
        Assert.Equal(IPAddress.Loopback, Assert.IsType<IPEndPoint>(Assert.Single(options.EndPoints)).Address);

        options.Password = "guess";
        await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(options));
        options.Password = null;
        await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(options));
    }

    [Fact]
    public async Task Process_PrintsNothingOfItsOwn()
    {
        await using var process = await RedisProcess.StartAsync(_directory.Path);
        await using (var redis = await process.ConnectAsync())
            await redis.GetDatabase().StringSetAsync("k", "v");
        Assert.Equal("", await process.StopAsync());
    }

    [Fact]
    public async Task AppendOnlyFile_BeyondItsLimit_ShrinksWhileWritesGoOn()
    {
        await using var server = EmbeddedRedisServer.Start(_directory.Path);
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var value = new byte[200_000];
        long largest = 0;
        for (var written = 0L; ; written += value.Length)
        {
            await redis.GetDatabase().HashSetAsync($"k{written % 7}", "data", value);
            var size = new DirectoryInfo(_directory.File("AOF")).EnumerateFiles().Sum(file => file.Length);
            if (size < largest / 2)
                return;
            largest = Math.Max(largest, size);
            Assert.InRange(written, 0, 1L << 30);
        }
    }

    public void Dispose() => _directory.Dispose();
}
