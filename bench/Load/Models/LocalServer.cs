using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromptGen.Load.Models;

/// <summary>What the servers of the bench have in common.</summary>
internal static class LocalServer
{
    /// <summary>A server on a loopback port that logs nothing.</summary>
    public static WebApplication Create(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MinResponseDataRate = null;
        });
        // Thousands of clients may connect in the same instant.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = 8192);
        return builder.Build();
    }
}
