using PromptGen.Webhooks;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>The users who have an endpoint for webhooks: one set.</summary>
public sealed class RedisWebhookSubscribers(IConnectionMultiplexer redis, RedisKeys keys) : IWebhookSubscribers
{
    private const string Name = "users with webhooks";

    private readonly IDatabase _database = redis.GetDatabase();

    /// <inheritdoc />
    public Task Add(string userId) => RedisPatience.Write(Name, () => _database.SetAddAsync(keys.WebhookUsers, userId));

    /// <inheritdoc />
    public Task Remove(string userId) => RedisPatience.Write(Name, () => _database.SetRemoveAsync(keys.WebhookUsers, userId));

    /// <inheritdoc />
    public Task<IReadOnlySet<string>> Among(IReadOnlyCollection<string> userIds) => RedisPatience.Read<IReadOnlySet<string>>(Name, async () =>
    {
        if (userIds.Count == 0)
            return new HashSet<string>();
        var areIn = await _database.SetContainsAsync(keys.WebhookUsers, [.. userIds.Select(userId => (RedisValue)userId)]);
        return userIds.Where((_, index) => areIn[index]).ToHashSet();
    });
}
