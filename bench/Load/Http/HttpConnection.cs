using System.Net;
using System.Net.Sockets;

namespace PromptGen.Load.Http;

/// <summary>
/// One connection that is kept, with one request at a time on it. Not HttpClient: on a machine that is shared with what is measured, its
/// work for a request is more than the service's own for a poll.
/// </summary>
internal sealed class HttpConnection(IPEndPoint server) : IDisposable
{
    private Socket? _socket;
    private byte[] _received = new byte[8 * 1024];
    private byte[] _body = new byte[8 * 1024];

    /// <summary>Sends a request and reads its answer as a whole. A connection that was closed while it was idle is opened anew.</summary>
    /// <exception cref="IOException">The connection failed; the next request opens another.</exception>
    public async ValueTask<HttpReply> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        try
        {
            if (_socket is { } kept && await AskAsync(kept, request, cancellation) is { } reply)
                return reply;
            _socket?.Dispose();
            _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync(server, cancellation);
            return await AskAsync(_socket, request, cancellation) ?? throw new IOException("The connection was closed before the answer.");
        }
        catch (Exception failure)
        {
            Dispose();
            if (failure is SocketException)
                throw new IOException("The connection failed.", failure);
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    /// <returns>The answer; <c>null</c> when the connection was closed before its first byte.</returns>
    private async ValueTask<HttpReply?> AskAsync(Socket socket, ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await socket.SendAsync(request[sent..], cancellation);
        for (var filled = 0; ;)
        {
            if (filled == _received.Length)
            {
                Array.Resize(ref _received, 2 * filled);
                _body = new byte[2 * filled];
            }
            var count = await socket.ReceiveAsync(_received.AsMemory(filled), cancellation);
            if (count == 0)
                return filled == 0 ? null : throw new IOException("The connection was closed before the answer was complete.");
            filled += count;
            if (HttpReply.TryRead(_received.AsSpan(0, filled), _body, out var reply))
                return reply;
        }
    }
}
