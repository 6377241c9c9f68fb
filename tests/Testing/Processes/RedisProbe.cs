using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PromptGen.Testing.Processes;

/// <summary>Asks a redis-server about itself.</summary>
/// <param name="port">Where it listens, on the loopback address.</param>
public sealed class RedisProbe(int port) : IDisposable
{
    private readonly TcpClient _client = new("127.0.0.1", port) { NoDelay = true };

    /// <summary>One figure of <c>INFO</c>, such as <c>total_net_input_bytes</c>.</summary>
    /// <exception cref="InvalidOperationException">It tells no such figure.</exception>
    public async Task<long> FigureAsync(string name, CancellationToken cancellation = default)
    {
        var info = await InfoAsync(cancellation);
        var line = info.Split("\r\n").FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"INFO has no {name}.");
        return long.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<string> InfoAsync(CancellationToken cancellation)
    {
        var stream = _client.GetStream();
        await stream.WriteAsync("INFO\r\n"u8.ToArray(), cancellation);
        // $<length>, a line break, so many bytes, a line break.
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, cancellation);
            head.Append((char)one[0]);
        }
        var body = new byte[int.Parse(head.ToString(1, head.Length - 3), CultureInfo.InvariantCulture) + 2];
        await stream.ReadExactlyAsync(body, cancellation);
        return Encoding.UTF8.GetString(body);
    }
}
