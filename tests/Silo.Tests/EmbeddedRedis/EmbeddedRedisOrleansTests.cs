using System.Net;
using System.Net.Sockets;

namespace PromptGen.Silo.Tests.EmbeddedRedis;

public sealed class EmbeddedRedisOrleansTests
{
    [Fact]
    public async Task GrainState_OfASiloInTheSameProcess_SurvivesItsKill()
    {
        using var directory = new TempDirectory();
        var siloPort = FreePort();
        for (var visit = 1; visit <= 5; visit += 2)
        {
            await using var process = await RedisProcess.StartAsync(directory.Path, siloPort);
            Assert.Equal($"{visit}", await process.AskAsync("café"));
            Assert.Equal($"{visit + 1}", await process.AskAsync("café"));
            await process.KillAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
