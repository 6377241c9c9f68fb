using System.Net.Sockets;

namespace PromptGen.Load.Scenarios;

/// <summary>Reads a generation's events to their end.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private EventStream()
    {
    }

    /// <summary>Completes with the first piece of the text.</summary>
    public Task FirstText => _first.Task;

    /// <summary>Whether the last event says that it is completed.</summary>
    public Task<bool> End { get; private set; } = null!;

    /// <summary>Opens one.</summary>
    public static async Task<EventStream> OpenAsync(Uri service, ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        var stream = new EventStream();
        await stream._socket.ConnectAsync(service.Host, service.Port, cancellation);
        await stream._socket.SendAsync(request, cancellation);
        stream.End = stream.ReadAsync(cancellation);
        return stream;
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        var (buffer, filled) = (new byte[16 * 1024], 0);
        while (await _socket.ReceiveAsync(buffer.AsMemory(filled), cancellation) is var count and > 0)
        {
            filled += count;
            if (buffer.AsSpan(0, filled).IndexOf("event: delta"u8) >= 0)
                _first.TrySetResult();
            if (buffer.AsSpan(0, filled).EndsWith("\r\n0\r\n\r\n"u8))
                break;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, 2 * filled);
        }
        _first.TrySetResult();
        return buffer.AsSpan(0, filled).IndexOf("event: completed"u8) >= 0;
    }
}
