using System.Runtime.Versioning;
using PromptGen.Silo.EmbeddedRedis;

namespace PromptGen.Silo.Tests.EmbeddedRedis;

/// <summary>The embedded server's files hold users' texts: no other user of the machine can read one, at any time.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode Directories = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Files = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ForAll = Files | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Files_OfAProcessThatWritesChecksPointsAndRestarts_ArePrivate()
    {
        var folder = _directory.File("data");
        for (var start = 0; start < 3; start++)
        {
            await using var process = await RedisProcess.StartAsync(folder);
            await using var redis = await process.ConnectAsync();
            // More than the append-only file may hold, so that it is cut and a checkpoint written while it runs.
            var value = new byte[1 << 20];
            for (var i = 0; i < 80; i++)
                await redis.GetDatabase().StringSetAsync($"k{i}", value);
            AssertPrivate(folder);
            if (start == 1)
                await process.KillAsync();
            else
                await process.StopAsync();
            AssertPrivate(folder);
        }
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(folder, "Store"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Start_InAFolderThatAnEarlierVersionLeftOpen_ClosesIt()
    {
        await using (var process = await RedisProcess.StartAsync(_directory.Path))
            await process.StopAsync();
        foreach (var entry in new DirectoryInfo(_directory.Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            entry.UnixFileMode = entry is DirectoryInfo ? ForAll | UnixFileMode.UserExecute | UnixFileMode.OtherExecute : ForAll;
        File.SetUnixFileMode(_directory.Path, ForAll | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);

        await using var again = await RedisProcess.StartAsync(_directory.Path);

        AssertPrivate(_directory.Path);
    }

    [Fact]
    public async Task Start_InAFolderWithFilesOfOthers_LeavesThoseAsTheyAre()
    {
        var foreign = _directory.File("foreign.sh");
        await File.WriteAllTextAsync(foreign, "", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(foreign, ForAll | UnixFileMode.UserExecute);
        var before = File.GetUnixFileMode(_directory.Path);

        await using var server = EmbeddedRedisServer.Start(_directory.Path);

        Assert.Equal(ForAll | UnixFileMode.UserExecute, File.GetUnixFileMode(foreign));
        Assert.Equal(before, File.GetUnixFileMode(_directory.Path));
        AssertPrivate(_directory.File("AOF"));
    }

    public void Dispose() => _directory.Dispose();

    private static void AssertPrivate(string folder)
    {
        FileSystemInfo[] all = [new DirectoryInfo(folder), .. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)];
        Assert.True(all.Length > 1);
        Assert.All(all, entry => Assert.Equal(entry is DirectoryInfo ? Directories : Files, entry.UnixFileMode));
    }
}
