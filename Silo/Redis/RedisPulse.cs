using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>
/// Knows whether Redis answers. While it does not, this silo accepts no tasks: a client hears so at once instead of
/// after a timeout, and nothing piles up.
/// </summary>
public sealed partial class RedisPulse(RedisConnection redis, TimeProvider clock, ILogger<RedisPulse> logger) : BackgroundService, IStorePulse
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // One may be this process's own fault, on a machine with too much to do.
    private const int Misses = 2;

    private volatile bool _isAlive = true;

    /// <summary>
    /// Whether one of the last two pings was answered in time. An embedded Redis is never away: when it is slow, this process is, and
    /// to be slow is better than to refuse.
    /// </summary>
    public bool IsAlive => redis.IsEmbedded || _isAlive;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var database = redis.Multiplexer.GetDatabase();
        using var timer = new PeriodicTimer(Interval, clock);
        var missed = 0;
        do
        {
            missed = await Answers(database, stoppingToken) ? 0 : missed + 1;
            var isAlive = missed < Misses;
            if (isAlive != _isAlive)
                LogChanged(isAlive ? "answers again" : "does not answer: no tasks are accepted");
            _isAlive = isAlive;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> Answers(IDatabase database, CancellationToken stopping)
    {
        try
        {
            await database.PingAsync().WaitAsync(Patience, clock, stopping);
            return true;
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            // Whatever it was, this silo did not reach Redis; the change is logged.
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis {Change}")]
    private partial void LogChanged(string change);
}
