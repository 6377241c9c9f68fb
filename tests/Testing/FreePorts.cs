using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PromptGen.Testing;

/// <summary>
/// Ports that nobody listens on. They lie below those that systems hand out by themselves and that Orleans' test clusters take, so that
/// no outgoing connection and no such cluster takes one between two starts of a process.
/// </summary>
public static class FreePorts
{
    private const int First = 12_000, End = 22_000;

    // UDP ports of the same numbers, held until this process ends: no other process of tests is given one that nobody listens on just then.
    private static readonly ConcurrentBag<Socket> Claims = [];

    /// <summary>A free port that neither this process was given before, nor another one that still runs.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            if (TryBind(port, SocketType.Dgram) is not { } claim)
                continue;
            Claims.Add(claim);
            using var free = TryBind(port, SocketType.Stream);
            if (free is not null)
                return port;
        }
    }

    private static Socket? TryBind(int port, SocketType type)
    {
        var socket = new Socket(AddressFamily.InterNetwork, type, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
