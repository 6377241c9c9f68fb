using PromptGen.Batches;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>The index of open batches in Redis: a sorted set by when they were added or last tried.</summary>
public sealed class RedisOpenBatches(IConnectionMultiplexer redis, RedisKeys keys) : IOpenBatches
{
    private const string Name = "index of batches";

    private readonly IDatabase _database = redis.GetDatabase();

    /// <inheritdoc />
    public Task Add(PromptBatchKey key, DateTimeOffset at) => RedisPatience.Write(Name, () =>
        _database.SortedSetAddAsync(keys.OpenBatches, key.ToString(), at.ToUnixTimeMilliseconds()));

    /// <inheritdoc />
    public Task Remove(PromptBatchKey key) => RedisPatience.Write(Name, () => _database.SortedSetRemoveAsync(keys.OpenBatches, key.ToString()));

    /// <inheritdoc />
    public async Task<IReadOnlyList<PromptBatchKey>> Since(DateTimeOffset before, int most)
    {
        var members = await RedisPatience.Read(Name, () => _database.SortedSetRangeByScoreAsync(keys.OpenBatches, stop: before.ToUnixTimeMilliseconds(), take: most));
        return [.. members.Select(member => PromptBatchKey.Parse(member.ToString()))];
    }

    /// <inheritdoc />
    public Task Expire(PromptBatchKey key, TimeSpan keep) => RedisPatience.Write(Name, () =>
        _database.KeyExpireAsync(keys.Batch(key.ToString()), keep + RedisTaskStorage.ExpirySlack));
}
