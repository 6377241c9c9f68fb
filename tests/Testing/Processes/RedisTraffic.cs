using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace PromptGen.Testing.Processes;

/// <summary>
/// Counts what clients send to a redis-server, by <c>MONITOR</c>. A script counts once: what it calls is not counted, which <c>INFO commandstats</c>
/// cannot tell apart. <c>INFO</c> itself, which measures, is left out.
/// </summary>
public sealed class RedisTraffic : IAsyncDisposable
{
    private readonly TcpClient _client = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private Task _reading = Task.CompletedTask;
    private long _lines;

    /// <summary>How often each command came so far, by name.</summary>
    public IReadOnlyDictionary<string, long> Counts => new Dictionary<string, long>(_counts);

    /// <summary>How many lines it was told, those of scripts too; grows as long as anything happens.</summary>
    public long Lines => Volatile.Read(ref _lines);

    /// <summary>Begins to count.</summary>
    /// <param name="port">Where the server listens, on the loopback address.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<RedisTraffic> WatchAsync(int port, CancellationToken cancellation = default)
    {
        var traffic = new RedisTraffic();
        await traffic._client.ConnectAsync("127.0.0.1", port, cancellation);
        var stream = traffic._client.GetStream();
        await stream.WriteAsync("MONITOR\r\n"u8.ToArray(), cancellation);
        await stream.ReadExactlyAsync(new byte["+OK\r\n".Length], cancellation);
        traffic._reading = Task.Run(() => traffic.ReadAsync(PipeReader.Create(stream, new(bufferSize: 64 * 1024))), CancellationToken.None);
        return traffic;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                Count(buffer.Slice(0, Math.Min(200, buffer.Slice(0, end).Length)));
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    // +1700000000.123456 [0 127.0.0.1:40000] "SET" "key" "value", or [0 lua] for what a script calls.
    private void Count(ReadOnlySequence<byte> line)
    {
        Interlocked.Increment(ref _lines);
        var parts = Encoding.UTF8.GetString(line).Split(' ', 4);
        if (parts is not [_, _, var source, var command] || source == "lua]")
            return;
        var name = command.Split('"', 3)[1].ToUpperInvariant();
        if (name != "INFO")
            _counts.AddOrUpdate(name, 1, (_, count) => count + 1);
    }
}
