using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PromptGen.Tokens;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>
/// The journal in Redis: a sorted set per user, by the lines' numbers, and two hashes for what is looked up. A line is the same bytes each time, so that to
/// append it again changes nothing. The hashes are written first: a line that is there has been made known.
/// </summary>
public sealed class RedisJournal(IConnectionMultiplexer redis, RedisKeys keys, IOptions<BillingOptions> billing) : IJournal
{
    private const string Name = "journal";

    private const int ForgetAtOnce = 100;

    // A line is there once at all times.
    private const string Replace = "if redis.call('ZREM', KEYS[1], ARGV[1]) == 1 then redis.call('ZADD', KEYS[1], ARGV[3], ARGV[2]) end";

    // As long as an idempotency key is remembered, and some more.
    private static readonly TimeSpan ChangesMemory = TimeSpan.FromHours(48);

    private readonly IDatabase _database = redis.GetDatabase();

    // Trimmed in pieces of a hundredth, so that few commands are spent on it.
    private readonly int _trimEvery = Math.Clamp(billing.Value.JournalLines / 100, 1, 100);

    /// <inheritdoc />
    public Task Append(string userId, IReadOnlyList<JournalLine> lines) => RedisPatience.Write(Name, async () =>
    {
        foreach (var grant in lines.Where(line => line.Reference is not null))
            await _database.HashSetAsync(keys.GrantReferences(userId), grant.Reference, grant.Tokens, When.NotExists);
        await RememberChanges(userId, [.. lines.Select(line => line.Change).OfType<ChangeEntry>()]);
        await _database.SortedSetAddAsync(keys.Journal(userId), [.. lines.Select(line =>
            new SortedSetEntry(Utf8(line with { Change = null }), line.Line))]);
        if (lines[^1].Line is var newest && newest / _trimEvery != (lines[0].Line - 1) / _trimEvery && newest > billing.Value.JournalLines)
            await _database.SortedSetRemoveRangeByScoreAsync(keys.Journal(userId), double.NegativeInfinity, newest - billing.Value.JournalLines);
    });

    /// <inheritdoc />
    public Task Remember(string userId, IReadOnlyDictionary<string, long?> grants, IReadOnlyCollection<ChangeEntry> changes) => RedisPatience.Write(Name, async () =>
    {
        if (grants.Count > 0)
            await _database.HashSetAsync(keys.GrantReferences(userId), [.. grants.Select(grant => new HashEntry(grant.Key, grant.Value ?? RedisValue.EmptyString))]);
        await RememberChanges(userId, changes);
    });

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalLine>> Before(string userId, long line, int most) => RedisPatience.Read<IReadOnlyList<JournalLine>>(Name, async () =>
        [.. (await _database.SortedSetRangeByScoreAsync(keys.Journal(userId), stop: line - 1, order: Order.Descending, take: most)).Select(Read)]);

    /// <inheritdoc />
    public Task Forget(string userId, Guid taskId, DateTimeOffset since) => RedisPatience.Write(Name, async () =>
    {
        for (var before = double.PositiveInfinity; ;)
        {
            var page = await _database.SortedSetRangeByScoreAsync(keys.Journal(userId), stop: before, exclude: Exclude.Stop, order: Order.Descending, take: ForgetAtOnce);
            foreach (var stored in page)
            {
                var line = Read(stored);
                if (line.At < since)
                    return;
                if (line.TaskId == taskId && line.Metadata is not null)
                    await _database.ScriptEvaluateAsync(Replace, [keys.Journal(userId)], [stored, Utf8(line with { Metadata = null }), line.Line]);
                before = line.Line;
            }
            if (page.Length < ForgetAtOnce)
                return;
        }
    });

    /// <inheritdoc />
    public async Task<(bool IsKnown, long? Tokens)> FindGrant(string userId, string reference)
    {
        var tokens = await RedisPatience.Read(Name, () => _database.HashGetAsync(keys.GrantReferences(userId), reference));
        return (!tokens.IsNull, tokens.IsNullOrEmpty ? null : (long)tokens);
    }

    /// <inheritdoc />
    public async Task<ChangeEntry?> FindChange(string userId, Guid id)
    {
        var change = await RedisPatience.Read(Name, () => _database.HashGetAsync(keys.AccountChanges(userId), Field(id)));
        return change.IsNull ? null : JsonSerializer.Deserialize((byte[])change!, JournalJson.Stored.ChangeEntry);
    }

    /// <summary>The lines of an account from a number on, oldest first.</summary>
    public async IAsyncEnumerable<JournalLine> Lines(string userId, int pageSize = 500)
    {
        for (var from = double.NegativeInfinity; ;)
        {
            var page = await _database.SortedSetRangeByScoreAsync(keys.Journal(userId), from, exclude: Exclude.Start, take: pageSize);
            foreach (var line in page.Select(Read))
            {
                yield return line;
                from = line.Line;
            }
            if (page.Length < pageSize)
                yield break;
        }
    }

    private async Task RememberChanges(string userId, IReadOnlyCollection<ChangeEntry> changes)
    {
        if (changes.Count == 0)
            return;
        await _database.HashSetAsync(keys.AccountChanges(userId), [.. changes.Select(change =>
            new HashEntry(Field(change.Id), JsonSerializer.SerializeToUtf8Bytes(change, JournalJson.Stored.ChangeEntry)))]);
        await _database.KeyExpireAsync(keys.AccountChanges(userId), ChangesMemory);
    }

    private static byte[] Utf8(JournalLine line) => JsonSerializer.SerializeToUtf8Bytes(line, JournalJson.Stored.JournalLine);

    private static JournalLine Read(RedisValue line) => JsonSerializer.Deserialize((byte[])line!, JournalJson.Stored.JournalLine)!;

    private static RedisValue Field(Guid id) => id.ToString("N", CultureInfo.InvariantCulture);
}
