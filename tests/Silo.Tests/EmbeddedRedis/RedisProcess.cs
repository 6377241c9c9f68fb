using System.Diagnostics;
using StackExchange.Redis;

namespace PromptGen.Silo.Tests.EmbeddedRedis;

/// <summary>An embedded server in a process of its own, so that it can die as processes die.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private RedisProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public string ConnectionString { get; private set; } = "";

    public static async Task<RedisProcess> StartAsync(string directory, int? siloPort = null)
    {
        var started = await BeginAsync(directory, siloPort);
        started.ConnectionString = await started.ReadLineAsync();
        return started;
    }

    /// <summary>Starts one and kills it a while after it has begun to recover what is in the directory.</summary>
    public static async Task StartAndKillAsync(string directory, TimeSpan after)
    {
        await using var started = await BeginAsync(directory);
        // The moment is a part of what is tested, so this waits for time alone.
        await Task.Delay(after, TestContext.Current.CancellationToken);
    }

    public Task<ConnectionMultiplexer> ConnectAsync() =>
        ConnectionMultiplexer.ConnectAsync($"{ConnectionString},allowAdmin=true,asyncTimeout=15000");

    /// <summary>Sends a line and gives the line that comes back.</summary>
    public async Task<string?> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        return await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>SIGKILL: nothing in the process gets to run any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Stops it in good order and gives everything it printed after the connection string.</summary>
    public async Task<string> StopAsync()
    {
        _process.StandardInput.Close();
        var output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _process.ExitCode);
        return output + await _errors;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static async Task<RedisProcess> BeginAsync(string directory, int? siloPort = null)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "EmbeddedRedisHost.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [host, directory, .. siloPort is { } port ? [$"{port}"] : Array.Empty<string>()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var started = new RedisProcess(process);
        Assert.Equal("starting", await started.ReadLineAsync());
        return started;
    }

    private async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"The server did not start: {await _errors}");
}
