using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>
/// What is kept of finished tasks: the time a task's hash has to live, and a sorted set of those that outlive their texts, by when these have to go.
/// </summary>
public sealed class RedisKeptTasks(IConnectionMultiplexer redis, RedisKeys keys) : IKeptTasks
{
    private readonly IDatabase _database = redis.GetDatabase();

    /// <inheritdoc />
    public Task Expire(IReadOnlyList<(PromptTaskKey Key, TimeSpan Keep)> tasks) => RedisPatience.Write("time of finished tasks", () =>
        Task.WhenAll(tasks.Select(task => _database.KeyExpireAsync(keys.Task(task.Key.ToString()), task.Keep + RedisTaskStorage.ExpirySlack))));

    /// <inheritdoc />
    public Task ExpireTexts(IReadOnlyList<PromptTaskKey> tasks, DateTimeOffset at)
    {
        var due = (at + RedisTaskStorage.ExpirySlack).ToUnixTimeMilliseconds();
        return RedisPatience.Write("time of texts", () =>
            _database.SortedSetAddAsync(keys.TextsDue, [.. tasks.Select(task => new SortedSetEntry(task.ToString(), due))]));
    }

    /// <inheritdoc />
    public async Task<int> DropTexts(DateTimeOffset now, int most)
    {
        var due = await _database.SortedSetRangeByScoreAsync(keys.TextsDue, stop: now.ToUnixTimeMilliseconds(), take: most).InTime();
        if (due.Length == 0)
            return 0;
        // Several silos may drop the same ones: that changes nothing.
        await Task.WhenAll(due.Select(task => _database.HashDeleteAsync(keys.Task(task.ToString()), [RedisTaskStorage.SubmissionField, RedisTaskStorage.ResultField]))).InTime();
        await _database.SortedSetRemoveAsync(keys.TextsDue, due).InTime();
        return due.Length;
    }
}
