using System.Globalization;
using Microsoft.Extensions.Options;
using PromptGen.History;
using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>
/// Histories in Redis: two sorted sets per user, one by when generations were accepted, one by when those that ended are gone. A user who comes no more leaves
/// nothing.
/// </summary>
public sealed class RedisHistory(IConnectionMultiplexer redis, RedisKeys keys, IOptions<PromptTaskOptions> options) : IHistory
{
    private const string Name = "history";

    // What may have been accepted in one millisecond, before a place in it: a batch, and some more.
    private const int MostAtOnce = 200;

    // Generations that run longer than this after their user's last one had ended are not listed any more.
    private static readonly TimeSpan Idle = TimeSpan.FromDays(7);

    private const string Drop = """
        for i = 5, #ARGV do redis.call('ZADD', KEYS[2], ARGV[1], ARGV[i]) end
        local gone = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[2], 'LIMIT', 0, ARGV[4])
        if #gone > 0 then
            redis.call('ZREM', KEYS[1], unpack(gone))
            redis.call('ZREM', KEYS[2], unpack(gone))
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        redis.call('PEXPIRE', KEYS[2], ARGV[3])
        """;

    // More than are added, so that those that a crash has left are dropped as well.
    private const int MostDropped = 500;

    private readonly IDatabase _database = redis.GetDatabase();

    /// <inheritdoc />
    public Task Add(PromptTaskKey key, DateTimeOffset acceptedAt) => RedisPatience.Write(Name, () =>
        _database.SortedSetAddAsync(keys.History(key.UserId), Member(key.TaskId), acceptedAt.ToUnixTimeMilliseconds()));

    /// <inheritdoc />
    public Task Ended(string userId, IReadOnlyList<Guid> tasks, DateTimeOffset goneAt, DateTimeOffset now) => RedisPatience.Write(Name, () =>
        _database.ScriptEvaluateAsync(Drop, [keys.History(userId), keys.HistoryEnded(userId)],
        [
            goneAt.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), (long)(options.Value.Retention + Idle).TotalMilliseconds, MostDropped,
            .. tasks.Select(Member),
        ]));

    /// <inheritdoc />
    public async Task<IReadOnlyList<HistoryCursor>> Before(string userId, HistoryCursor? place, int most)
    {
        var entries = await RedisPatience.Read(Name, () => _database.SortedSetRangeByScoreWithScoresAsync(
            keys.History(userId), stop: place?.At ?? double.PositiveInfinity, order: Order.Descending, take: most + (place is null ? 0 : MostAtOnce)));
        var skipped = place is null ? null : Text(place.TaskId);
        return [.. entries
            .Where(entry => place is null || entry.Score < place.At || string.CompareOrdinal(entry.Element, skipped) < 0)
            .Take(most)
            .Select(entry => new HistoryCursor((long)entry.Score, Guid.ParseExact(entry.Element.ToString(), "N")))];
    }

    private static RedisValue Member(Guid taskId) => Text(taskId);

    private static string Text(Guid taskId) => taskId.ToString("N", CultureInfo.InvariantCulture);
}
