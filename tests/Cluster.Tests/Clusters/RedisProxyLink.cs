using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace PromptGen.ClusterTests.Clusters;

/// <summary>One connection through a <see cref="RedisProxy"/>.</summary>
internal sealed class RedisProxyLink(RedisProxy proxy, Socket client) : IDisposable
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly TaskCompletionSource _echoed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _echo = Guid.NewGuid().ToString("N");
    private string? _name;
    private volatile CrashPoint? _mute;

    private string EchoReply => $"$32\r\n{_echo}\r\n";

    public async Task RunAsync(int redisPort, CancellationToken closing)
    {
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(IPAddress.Loopback, redisPort, closing);
            // Whichever side ends first ends both.
            await Task.WhenAny(ForwardCommandsAsync(closing), ForwardAnswersAsync(closing));
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            // Redis is not there; the client sees a closed connection.
        }
        Dispose();
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    private async Task ForwardCommandsAsync(CancellationToken closing)
    {
        var reader = PipeReader.Create(new NetworkStream(client));
        while (true)
        {
            var read = await reader.ReadAsync(closing);
            var buffer = read.Buffer;
            while (RespReader.Read(ref buffer) is { } next)
            {
                await proxy.Open.WaitAsync(closing);
                _name = next.Command.ConnectionName ?? _name;
                if (proxy.CrashPoint is { } point && point.IsAt(next.Command))
                {
                    await StopAsync(point, next.Command, next.Bytes.ToArray(), closing);
                    if (point.IsAfter)
                        continue;
                }
                foreach (var segment in next.Bytes)
                    await _server.SendAsync(segment, closing);
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private async Task StopAsync(CrashPoint point, RedisCommand command, byte[] bytes, CancellationToken closing)
    {
        if (point.IsAfter)
        {
            _mute = point;
            // Redis answers in order: with the echo, the write before it is done.
            await _server.SendAsync((byte[])[.. bytes, .. System.Text.Encoding.ASCII.GetBytes($"*2\r\n$4\r\nECHO\r\n$32\r\n{_echo}\r\n")], closing);
            await _echoed.Task.WaitAsync(closing);
        }
        point.Reach(command, _name);
        await point.Passed.WaitAsync(closing);
    }

    private async Task ForwardAnswersAsync(CancellationToken closing)
    {
        var buffer = new byte[64 * 1024];
        var held = "";
        while (await _server.ReceiveAsync(buffer, closing) is > 0 and var count)
        {
            await proxy.Open.WaitAsync(closing);
            if (_mute is not { } point)
            {
                await client.SendAsync(buffer.AsMemory(0, count), closing);
                continue;
            }
            held += System.Text.Encoding.Latin1.GetString(buffer, 0, count);
            if (!held.Contains(EchoReply, StringComparison.Ordinal))
                continue;
            _echoed.TrySetResult();
            await point.Passed.WaitAsync(closing);
            await client.SendAsync(System.Text.Encoding.Latin1.GetBytes(held.Replace(EchoReply, "", StringComparison.Ordinal)), closing);
            _mute = null;
        }
    }
}
