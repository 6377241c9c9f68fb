using System.Buffers.Binary;
using PromptGen.Silo.EmbeddedRedis;
using StackExchange.Redis;

namespace PromptGen.Silo.Tests.EmbeddedRedis;

/// <summary>What kills were seen to leave of the append-only file, built by hand.</summary>
public sealed class AppendOnlyFileTests : IDisposable
{
    private const int Sector = 512, FileBegin = 64, CommitSize = -40;

    private readonly TempDirectory _directory = new();

    private string File => _directory.File("AOF", "aof.log.0");

    [Fact]
    public async Task Start_AfterAKillThatLeftTheBeginOfACommitRecord_LosesNothing()
    {
        await WriteAsync();
        var records = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        var end = FileBegin;
        while (BinaryPrimitives.ReadInt32LittleEndian(records.AsSpan(end)) is not 0 and var size)
            end += sizeof(int) + ((Math.Abs(size) + 3) & ~3);

        // A record that was never committed, up to the last eight bytes of a sector, and there the begin of a commit.
        var begun = ((end / Sector) + 2) * Sector - 8;
        Array.Resize(ref records, begun + 8);
        records.AsSpan(end).Clear();
        BinaryPrimitives.WriteInt32LittleEndian(records.AsSpan(end), begun - end - sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(records.AsSpan(begun), CommitSize);
        BinaryPrimitives.WriteInt32LittleEndian(records.AsSpan(begun + sizeof(int)), 1);
        await System.IO.File.WriteAllBytesAsync(File, records, TestContext.Current.CancellationToken);

        await using var server = EmbeddedRedisServer.Start(_directory.Path);
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        Assert.Equal("v", await redis.GetDatabase().StringGetAsync("k"));
    }

    public void Dispose() => _directory.Dispose();

    private async Task WriteAsync()
    {
        await using var server = EmbeddedRedisServer.Start(_directory.Path);
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        await redis.GetDatabase().StringSetAsync("k", "v");
    }
}
