using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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

        int read;
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, asSilo ? gateway.SiloPort : gateway.GatewayPort, Stopping);
            read = await client.GetStream().ReadAsync(new byte[1], Stopping).AsTask().WaitAsync(Eventually.Bound, Stopping);
        }
        // It may be closed sooner than the client learns that it was open; that nobody listens would be another error.
        catch (Exception closed) when ((closed as SocketException ?? closed.InnerException as SocketException)?.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            read = 0;
        }

        Assert.Equal(0, read);
    }
}
