using StackExchange.Redis;

namespace PromptGen.Silo.Running;

/// <summary>
/// Tells the other silos at once that a task needs no more work. Only a matter of speed: a silo that misses the
/// signal learns it at its next report.
/// </summary>
public sealed class StopSignals(IConnectionMultiplexer redis, RedisKeys keys)
{
    private readonly ISubscriber _subscriber = redis.GetSubscriber();

    /// <summary>Tells every silo.</summary>
    public void Send(PromptTaskKey key) => _subscriber.Publish(keys.Stop, key.ToString(), CommandFlags.FireAndForget);

    /// <summary>Calls <paramref name="stop"/> for each signal.</summary>
    public Task Listen(Action<PromptTaskKey> stop) => _subscriber.SubscribeAsync(keys.Stop, (_, message) =>
    {
        if (PromptTaskKey.TryParse(message, out var key))
            stop(key);
    });
}
