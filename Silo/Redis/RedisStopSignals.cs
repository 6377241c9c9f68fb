using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>Stop signals over a channel of Redis.</summary>
public sealed class RedisStopSignals(IConnectionMultiplexer redis, RedisKeys keys) : IStopSignals
{
    private readonly ISubscriber _subscriber = redis.GetSubscriber();

    /// <inheritdoc />
    public void Send(PromptTaskKey key) => _subscriber.Publish(keys.Stop, key.ToString(), CommandFlags.FireAndForget);

    /// <inheritdoc />
    public Task Listen(Action<PromptTaskKey> stop) => _subscriber.SubscribeAsync(keys.Stop, (_, message) =>
    {
        if (PromptTaskKey.TryParse(message, out var key))
            stop(key);
    });
}
