using System.Net;
using System.Net.Sockets;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.Silo.EmbeddedRedis;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>The one connection of a process to its Redis, and the embedded server when there is no other.</summary>
public sealed class RedisConnection : IAsyncDisposable
{
    private readonly EmbeddedRedisServer? _embedded;

    private RedisConnection(IConnectionMultiplexer multiplexer, ConfigurationOptions options, EmbeddedRedisServer? embedded) =>
        (Multiplexer, Options, _embedded) = (multiplexer, options, embedded);

    /// <summary>The connection, shared by everything in the process.</summary>
    public IConnectionMultiplexer Multiplexer { get; }

    /// <summary>How it was made, password included: not for logs.</summary>
    public ConfigurationOptions Options { get; }

    /// <summary>Whether the server lives in this process.</summary>
    public bool IsEmbedded => _embedded is not null;

    /// <summary>Where the embedded server keeps its files, if other users of the machine can read them.</summary>
    public string? OpenDirectory => _embedded?.OpenDirectory;

    /// <summary>Whether the server is on this machine, and called so: by an address of the network others reach it too.</summary>
    public bool IsLocal => Options.EndPoints.All(endPoint => endPoint switch
    {
        IPEndPoint ip => IPAddress.IsLoopback(ip.Address),
        DnsEndPoint dns => dns.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase),
        UnixDomainSocketEndPoint => true,
        _ => false,
    });

    /// <summary>Whether a Redis server is configured.</summary>
    public static bool IsConfigured(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration.GetConnectionString("redis"));

    /// <summary>Connects to the configured Redis.</summary>
    /// <exception cref="StartupException">It cannot be reached, or the connection string cannot be read.</exception>
    public static Task<RedisConnection> Open(IConfiguration configuration) => Connect(configuration.GetConnectionString("redis")!, null);

    /// <summary>Starts the embedded server and connects to it.</summary>
    /// <exception cref="StartupException">Its files cannot be used.</exception>
    public static Task<RedisConnection> OpenEmbedded(IConfiguration configuration, string contentRoot)
    {
        var directory = configuration.GetSection(RedisSettings.Section).Get<RedisSettings>()?.DataDirectory is { Length: > 0 } configured ? configured : ".data";
        var server = EmbeddedRedisServer.Start(Path.GetFullPath(directory, contentRoot));
        return Connect(server.ConnectionString, server);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Multiplexer.DisposeAsync();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }

    private static async Task<RedisConnection> Connect(string connectionString, EmbeddedRedisServer? embedded)
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(connectionString);
        }
        catch (ArgumentException invalid)
        {
            throw new StartupException($"ConnectionStrings__redis cannot be read: {invalid.Message}", invalid);
        }
        options.ClientName ??= "promptgen";
        options.ConnectTimeout = Math.Min(options.ConnectTimeout, 3000);
        options.AbortOnConnectFail = true;
        // While Redis is away, commands fail at once instead of piling up; while it is silent, soon.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AsyncTimeout = options.SyncTimeout = Math.Min(options.AsyncTimeout, 3000);
        options.KeepAlive = 5;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        // Threads of its own would wake up for each answer, beside those that go on with it.
        options.SocketManager = SocketManager.ThreadPool;
        try
        {
            var multiplexer = await ConnectionMultiplexer.ConnectAsync(options);
            return new RedisConnection(multiplexer, options, embedded);
        }
        catch (RedisConnectionException failure)
        {
            if (embedded is not null)
                await embedded.DisposeAsync();
            throw new StartupException(
                $"Redis cannot be reached at {string.Join(", ", options.EndPoints.Select(Name))} (ConnectionStrings__redis): {failure.FailureType}.", failure);
        }
    }

    private static string? Name(EndPoint endPoint) => endPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endPoint.ToString();
}
