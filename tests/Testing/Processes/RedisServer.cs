using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace PromptGen.Testing.Processes;

/// <summary>A real redis-server with files of its own, which outlive its process but not this object.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly bool _syncAlways;
    private ServerProcess _process;

    private RedisServer(bool syncAlways)
    {
        _syncAlways = syncAlways;
        _process = Launch();
    }

    /// <summary>Where it listens, on the loopback address; the same after a restart.</summary>
    public int Port { get; } = FreePorts.Next();

    /// <summary>How to reach it.</summary>
    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>Its process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts a server.</summary>
    /// <param name="syncAlways">Whether every write is on disk before it is answered (<c>appendfsync always</c>).</param>
    public static async Task<RedisServer> StartAsync(bool syncAlways = false)
    {
        var server = new RedisServer(syncAlways);
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>SIGSTOP.</summary>
    public void Freeze() => _process.Freeze();

    /// <summary>SIGCONT.</summary>
    public void Thaw() => _process.Thaw();

    /// <summary>Starts it again on the same port and files.</summary>
    public async Task RestartAsync()
    {
        await _process.DisposeAsync();
        _process = Launch();
        await WaitUntilReadyAsync();
    }

    /// <summary>It runs, has room and takes writes after this, whatever was done to it.</summary>
    public async Task HealAsync()
    {
        if (_process.HasExited)
            await RestartAsync();
        Thaw();
        await AskAsync("CONFIG SET maxmemory 0");
        await AskAsync("REPLICAOF NO ONE");
    }

    /// <summary>Sends a command whose answer is one line, such as <c>TTL key</c>.</summary>
    /// <returns>The line with its type prefix.</returns>
    public async Task<string> AskAsync(string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{command}\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _directory.Dispose();
    }

    private ServerProcess Launch() => new(new ProcessStartInfo("redis-server",
    [
        "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _directory.Path, "--save", "",
        "--appendonly", "yes", "--appendfsync", _syncAlways ? "always" : "everysec",
    ]));

    private Task WaitUntilReadyAsync() => Eventually.UntilAsync(async () =>
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"redis-server ended: {_process.Output}{_process.Errors}");
        try
        {
            return await AskAsync("PING") == "+PONG";
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }, "redis-server answers");

    private sealed class ServerProcess(ProcessStartInfo start) : CapturedProcess(start);
}
