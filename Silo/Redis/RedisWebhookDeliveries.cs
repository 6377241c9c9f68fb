using System.Globalization;
using System.Text.Json;
using PromptGen.Webhooks;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>
/// Deliveries in Redis: a hash each with record and body, a sorted set per user by when they were announced, and one for all by when they are due. The last
/// is written last: what a crash interrupts is announced again.
/// </summary>
public sealed class RedisWebhookDeliveries(IConnectionMultiplexer redis, RedisKeys keys, TimeProvider clock) : IWebhookDeliveries
{
    private const string Name = "webhooks";

    private const string RecordField = "record", BodyField = "body";

    // One that has expired must not begin anew, for ever.
    private const string SetIfThere = "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end";

    // Those that wait are kept, but not without end: a receiver that is never there must not fill the store.
    private const int MostWaitingTimes = 10;

    private const int TrimAtOnce = 500;

    // The longest that one waits before it ends, and some more.
    private static readonly TimeSpan Life = TimeSpan.FromDays(2);

    private readonly IDatabase _database = redis.GetDatabase();

    /// <inheritdoc />
    public Task Add(string userId, IReadOnlyList<(DeliveryRecord Record, byte[] Body)> deliveries, TimeSpan keep) => RedisPatience.Write(Name, async () =>
    {
        await Task.WhenAll(deliveries.SelectMany(delivery => Set(userId, delivery.Record, delivery.Body, keep)));
        await Task.WhenAll(
            _database.SortedSetAddAsync(keys.Deliveries(userId), [.. deliveries.Select(delivery => new SortedSetEntry(Member(delivery.Record), delivery.Record.Place))], SortedSetWhen.NotExists),
            _database.KeyExpireAsync(keys.Deliveries(userId), keep + Life));
        if (deliveries.Where(delivery => delivery.Record.NextAttemptAt is not null).Select(delivery => Entry(userId, delivery.Record)).ToArray() is { Length: > 0 } due)
            await _database.SortedSetAddAsync(keys.DeliveriesDue, due, SortedSetWhen.NotExists);
    });

    /// <inheritdoc />
    public Task<(DeliveryRecord Record, byte[] Body)?> Find(DeliveryKey key) => RedisPatience.Read(Name, async () =>
    {
        var fields = await _database.HashGetAsync(keys.Delivery(key.UserId, key.Id), [RecordField, BodyField]);
        return Read(fields[0]) is { } record && (byte[]?)fields[1] is { } body ? (record, body) : ((DeliveryRecord, byte[])?)null;
    });

    /// <inheritdoc />
    public Task SetBody(DeliveryKey key, byte[] body) => RedisPatience.Write(Name, () =>
        _database.ScriptEvaluateAsync(SetIfThere, [keys.Delivery(key.UserId, key.Id)], [BodyField, body]));

    /// <inheritdoc />
    public Task Save(string userId, DeliveryRecord record, TimeSpan keep) => RedisPatience.Write(Name, async () =>
    {
        var (key, due) = (keys.Delivery(userId, record.Id), Entry(userId, record));
        await Task.WhenAll(
            _database.HashSetAsync(key, RecordField, Utf8(record)),
            record.NextAttemptAt is null ? _database.KeyExpireAsync(key, keep) : _database.KeyPersistAsync(key),
            _database.KeyExpireAsync(keys.Deliveries(userId), keep + Life));
        await (record.NextAttemptAt is null
            ? _database.SortedSetRemoveAsync(keys.DeliveriesDue, due.Element)
            : _database.SortedSetAddAsync(keys.DeliveriesDue, due.Element, due.Score));
    });

    /// <inheritdoc />
    public Task Schedule(DeliveryKey key, DateTimeOffset at) => RedisPatience.Write(Name, () =>
        _database.SortedSetAddAsync(keys.DeliveriesDue, key.ToString(), at.ToUnixTimeMilliseconds()));

    /// <inheritdoc />
    public Task Unschedule(DeliveryKey key) => RedisPatience.Write(Name, () => _database.SortedSetRemoveAsync(keys.DeliveriesDue, key.ToString()));

    /// <inheritdoc />
    public Task<IReadOnlyList<(DeliveryKey Key, DateTimeOffset At)>> Due(DateTimeOffset until, int most) => RedisPatience.Read<IReadOnlyList<(DeliveryKey, DateTimeOffset)>>(Name, async () =>
    {
        var entries = await _database.SortedSetRangeByScoreWithScoresAsync(keys.DeliveriesDue, stop: until.ToUnixTimeMilliseconds(), take: most);
        return [.. entries.Select(entry => (Key: DeliveryKey.TryParse(entry.Element, out var key) ? key : default, At: DateTimeOffset.FromUnixTimeMilliseconds((long)entry.Score))).Where(entry => entry.Key != default)];
    });

    /// <inheritdoc />
    public Task<IReadOnlyList<(long Place, DeliveryRecord? Record)>> Before(string userId, long? place, Guid? taskId, int most) =>
        RedisPatience.Read<IReadOnlyList<(long, DeliveryRecord?)>>(Name, async () =>
        {
            var entries = await _database.SortedSetRangeByScoreWithScoresAsync(
                keys.Deliveries(userId), stop: place ?? double.PositiveInfinity, exclude: place is null ? Exclude.None : Exclude.Stop, order: Order.Descending, take: most);
            var suffix = taskId is { } task ? Suffix(task) : "";
            var records = await Task.WhenAll(entries.Select(entry => entry.Element.ToString() is var member && member.EndsWith(suffix, StringComparison.Ordinal)
                ? _database.HashGetAsync(keys.Delivery(userId, IdOf(member)), RecordField)
                : Task.FromResult(RedisValue.Null)));
            return [.. entries.Zip(records, (entry, record) => ((long)entry.Score, Read(record)))];
        });

    /// <inheritdoc />
    public Task Trim(string userId, int most, TimeSpan keep) => RedisPatience.Write(Name, async () =>
    {
        var log = keys.Deliveries(userId);
        await _database.SortedSetRemoveRangeByScoreAsync(log, double.NegativeInfinity, (clock.GetUtcNow() - keep - Life - DateTimeOffset.UnixEpoch).TotalMicroseconds);
        var beyond = await _database.SortedSetLengthAsync(log) - most;
        if (beyond <= 0)
            return;
        var members = await _database.SortedSetRangeByRankAsync(log, 0, Math.Min(beyond, TrimAtOnce) - 1);
        var records = await Task.WhenAll(members.Select(member => _database.HashGetAsync(keys.Delivery(userId, IdOf(member.ToString())), RecordField)));
        var alsoWaiting = beyond - ((long)most * (MostWaitingTimes - 1));
        var dropped = members.Where((_, index) => index < alsoWaiting || Read(records[index]) is not { State: WebhookState.Pending }).ToArray();
        if (dropped.Length == 0)
            return;
        await _database.KeyDeleteAsync([.. dropped.Select(member => keys.Delivery(userId, IdOf(member.ToString())))]);
        await _database.SortedSetRemoveAsync(log, dropped);
    });

    /// <summary>The body before the record: what is found is then whole.</summary>
    private IEnumerable<Task> Set(string userId, DeliveryRecord record, byte[] body, TimeSpan keep)
    {
        var key = keys.Delivery(userId, record.Id);
        yield return _database.HashSetAsync(key, BodyField, body, When.NotExists);
        yield return _database.HashSetAsync(key, RecordField, Utf8(record), When.NotExists);
        if (record.NextAttemptAt is null)
            yield return _database.KeyExpireAsync(key, keep);
    }

    private static SortedSetEntry Entry(string userId, DeliveryRecord record) =>
        new(new DeliveryKey(userId, record.Id).ToString(), record.NextAttemptAt?.ToUnixTimeMilliseconds() ?? 0);

    private static RedisValue Member(DeliveryRecord record) => record.TaskId is { } task ? record.Id + Suffix(task) : record.Id;

    private static string Suffix(Guid taskId) => string.Create(CultureInfo.InvariantCulture, $"/{taskId:N}");

    private static string IdOf(string member) => member.Split('/')[0];

    private static byte[] Utf8(DeliveryRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, DeliveryJson.Stored.DeliveryRecord);

    private static DeliveryRecord? Read(RedisValue record) => record.IsNull ? null : JsonSerializer.Deserialize((byte[])record!, DeliveryJson.Stored.DeliveryRecord);
}
