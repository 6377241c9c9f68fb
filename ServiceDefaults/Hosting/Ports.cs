using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PromptGen.ServiceDefaults.Hosting;

/// <summary>TCP ports of this machine.</summary>
public static class Ports
{
    /// <summary>Whether nobody listens on a port.</summary>
    public static bool IsFree(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().All(listener => listener.Port != port);

    /// <summary>Any port that nobody listens on.</summary>
    public static int AnyFree()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
