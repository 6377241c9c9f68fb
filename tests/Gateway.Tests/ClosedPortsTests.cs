using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using PromptGen.Testing;

namespace PromptGen.Gateway.Tests;

/// <summary>All in one process, nobody else has business at Orleans's ports, where no one is asked who they are.</summary>
public sealed class ClosedPortsTests(GatewayHost gateway)
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OrleansClient_WithoutCredentials_CanNeitherGrantTokensNorReadATask()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering(gateway.GatewayPort, "promptgen", "promptgen")
            .UseConnectionRetryFilter((_, _) => Task.FromResult(false)));
        using var stranger = builder.Build();

        var refused = await Record.ExceptionAsync(async () =>
        {
            await stranger.StartAsync(Stopping);
            var grains = stranger.Services.GetRequiredService<IGrainFactory>();
            await grains.UserTokens("mallory").Grant(1_000_000, "gift");
            await grains.PromptTask(new PromptTaskKey("alice", Guid.NewGuid())).GetStatus();
        });

        Assert.IsAssignableFrom<OrleansException>(refused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connection_ToEitherPort_IsClosedBeforeTheFirstWord(bool asSilo)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, asSilo ? gateway.SiloPort : gateway.GatewayPort, Stopping);
        await using var stream = client.GetStream();

        int read;
        try
        {
            read = await stream.ReadAsync(new byte[1], Stopping).AsTask().WaitAsync(Eventually.Bound, Stopping);
        }
        catch (IOException)
        {
            read = 0;
        }

        Assert.Equal(0, read);
    }
}
