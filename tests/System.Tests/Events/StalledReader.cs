using System.Net.Sockets;
using System.Text;

namespace PromptGen.SystemTests.Events;

/// <summary>Asks for a task's events again and again on one connection, and never reads a byte of them.</summary>
internal sealed class StalledReader : IDisposable
{
    private readonly Socket _socket;

    private StalledReader(Socket socket) => _socket = socket;

    public static async Task<StalledReader> OpenAsync(ApiClient client, Guid task, int times)
    {
        var address = client.Http.BaseAddress!;
        // Set before it connects, a small buffer also makes for a small window.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2048 };
        await socket.ConnectAsync(address.Host, address.Port);
        var request = $"GET {EventReader.Path(task)} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: {client.Http.DefaultRequestHeaders.Authorization}\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(request, times))));
        return new StalledReader(socket);
    }

    /// <summary>Closes with unread data, so the other side gets a reset.</summary>
    public void Dispose() => _socket.Dispose();
}
