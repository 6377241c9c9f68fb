using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PromptGen.ClusterTests.Clusters;

/// <summary>
/// Stands between silos and Redis. It can fall silent, as a network that drops every packet: connections stay, nothing passes. And it
/// can stop at one write, for a process to be killed in that moment.
/// </summary>
internal sealed class RedisProxy : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<RedisProxyLink, bool> _links = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly int _redisPort;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _open = Opened();

    public RedisProxy(int redisPort)
    {
        _redisPort = redisPort;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Completes when bytes may pass.</summary>
    public Task Open => _open.Task;

    /// <summary>Where to stop; <c>null</c>: nowhere.</summary>
    public CrashPoint? CrashPoint { get; set; }

    public void FallSilent() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What waited goes on, as packets do that are sent again.</summary>
    public void SpeakAgain() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        SpeakAgain();
        _listener.Dispose();
        foreach (var link in _links.Keys)
            link.Dispose();
        await _accepting;
        _closing.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync(_closing.Token));
        }
        catch (Exception) when (_closing.IsCancellationRequested)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var link = new RedisProxyLink(this, client);
        _links[link] = true;
        await link.RunAsync(_redisPort, _closing.Token);
        _links.TryRemove(link, out _);
    }
}
