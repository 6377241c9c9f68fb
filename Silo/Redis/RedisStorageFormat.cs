using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>
/// The storage format of a cluster stands in Redis. A Redis without data begins with the newest; where there are data, the operator says when no
/// silo will come back that could not read it. The embedded server has no other silos.
/// </summary>
public sealed partial class RedisStorageFormat(RedisConnection redis, RedisKeys keys, TimeProvider clock, ILogger<RedisStorageFormat> logger) : BackgroundService, IStorageFormat
{
    /// <summary>The newest format.</summary>
    public const int Newest = 2;

    private const int Oldest = 1;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly IDatabase _database = redis.Multiplexer.GetDatabase();
    private volatile int _format = Oldest;

    /// <inheritdoc />
    public bool MayWrite(int format) => format <= _format;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before Orleans starts: nothing is written until this is known.
        if (redis.IsEmbedded || !await HasData())
            await _database.StringSetAsync(keys.Format, Newest, when: redis.IsEmbedded ? When.Always : When.NotExists);
        await Read();
        if (_format < Newest)
            LogOlder(_format);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (_format < Newest && await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Read();
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                LogNotRead(failure);
            }
        }
    }

    private async Task Read()
    {
        var format = (int?)await _database.StringGetAsync(keys.Format).InTime() ?? Oldest;
        if (format > _format)
            _format = format;
    }

    private async Task<bool> HasData()
    {
        if (await _database.KeyExistsAsync([keys.Format, keys.InFlightSilos]) > 0)
            return true;
        foreach (var server in redis.Multiplexer.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            await foreach (var _ in server.KeysAsync(_database.Database, keys.AnyAccount, pageSize: 1000))
                return true;
        }
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store is written in format {Format}, so that silos of the version before can read it. When none will come back, run the silo program's command upgrade")]
    private partial void LogOlder(int format);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The storage format could not be read; trying again soon")]
    private partial void LogNotRead(Exception failure);
}
