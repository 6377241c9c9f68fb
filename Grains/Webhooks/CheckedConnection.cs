using System.Net;
using System.Net.Sockets;

namespace PromptGen.Webhooks;

/// <summary>Asks for the addresses of a host name; one that is an address is its own.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken stopping);

/// <summary>
/// Opens connections for webhooks. The name is resolved once, all its addresses are checked, and one of these very addresses is connected to: a name that
/// changes in between changes nothing.
/// </summary>
internal sealed class CheckedConnection(WebhookTargets targets, ResolveHost resolve)
{
    /// <summary>Opens one.</summary>
    /// <exception cref="RefusedAddressException">The name has no address, or one that webhooks do not go to.</exception>
    public async ValueTask<Stream> Open(SocketsHttpConnectionContext context, CancellationToken stopping)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Resolve(host, stopping);
        if (addresses.Length == 0 || (!targets.Allows(host) && !Array.TrueForAll(addresses, static address => address.IsPublic())))
            throw new RefusedAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, stopping);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> Resolve(string host, CancellationToken stopping)
    {
        try
        {
            return await resolve(host, stopping);
        }
        catch (SocketException)
        {
            // That there is no such name, or none just now, is not told apart from a private one: it would tell which names this network knows.
            return [];
        }
    }
}

/// <summary>An address that webhooks do not go to.</summary>
internal sealed class RefusedAddressException() : IOException("Webhooks do not go there.");
