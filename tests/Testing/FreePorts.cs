using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PromptGen.Testing;

/// <summary>
/// Ports that nobody listens on. They lie below those that systems hand out by themselves, so that no outgoing connection takes
/// one between two starts of a process.
/// </summary>
public static class FreePorts
{
    private const int First = 12_000, End = 29_000;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A free port that this process was not given before.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            if (Given.TryAdd(port, true) && IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
