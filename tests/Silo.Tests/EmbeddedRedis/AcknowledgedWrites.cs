using StackExchange.Redis;

namespace PromptGen.Silo.Tests.EmbeddedRedis;

/// <summary>
/// Writers that count what the server acknowledged, and the check that it is all there. Each write of a key does the four things
/// PromptGen does to Redis: a script that compares and sets a hash, its expiry by a command of its own, a transaction over two keys,
/// and a move between two sets. What was under way when the server died may be there or not, each command for itself.
/// </summary>
internal sealed class AcknowledgedWrites(int keys)
{
    private const string CompareAndSet = """
        if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] then return 0 end
        redis.call('HSET', KEYS[1], 'version', ARGV[2], 'data', ARGV[3])
        return 1
        """;

    private static readonly TimeSpan Expiry = TimeSpan.FromHours(1);

    private readonly long[] _acknowledged = new long[keys];
    private readonly long[] _attempted = new long[keys];
    private readonly string _padding = new('x', 1500);
    private long _count;

    /// <summary>Writes with sixteen writers until the connection breaks; <paramref name="acknowledged"/> gets the running count.</summary>
    public Task WriteAsync(IDatabase redis, Action<long> acknowledged) => Task.WhenAll(Enumerable.Range(0, 16).Select(async writer =>
    {
        try
        {
            for (var key = writer; ; key = (key + 16) % keys)
            {
                await WriteAsync(redis, key);
                acknowledged(Interlocked.Increment(ref _count));
            }
        }
        catch (Exception e) when (e is RedisException or ObjectDisposedException or TaskCanceledException or InvalidOperationException)
        {
            // The server was killed: what this writer had under way is neither acknowledged nor refused.
        }
    }));

    /// <summary>Fails unless every acknowledged write is there, whole; learns how far the unacknowledged ones got.</summary>
    public async Task VerifyAsync(IDatabase redis)
    {
        foreach (var some in Enumerable.Range(0, keys).Chunk(100))
            await Task.WhenAll(some.Select(key => VerifyAsync(redis, key)));
    }

    private async Task WriteAsync(IDatabase redis, int key)
    {
        var before = _acknowledged[key];
        var after = before + 1;
        _attempted[key] = after;
        Assert.Equal(1, (int)await redis.ScriptEvaluateAsync(CompareAndSet, [Hash(key)], [before, after, after + _padding]));
        Assert.True(await redis.KeyExpireAsync(Hash(key), Expiry));
        var transaction = redis.CreateTransaction();
        _ = transaction.HashSetAsync(Left(key), "version", after);
        _ = transaction.StringSetAsync(Right(key), after);
        Assert.True(await transaction.ExecuteAsync());
        Assert.True(before == 0 ? await redis.SetAddAsync(Set(after), key) : await redis.SetMoveAsync(Set(before), Set(after), key));
        _acknowledged[key] = after;
    }

    private async Task VerifyAsync(IDatabase redis, int key)
    {
        var (low, high) = (_acknowledged[key], _attempted[key]);
        var hash = (await redis.HashGetAllAsync(Hash(key))).ToDictionary(e => (string)e.Name!, e => (string)e.Value!);
        var version = hash.Count == 0 ? 0 : long.Parse(hash["version"]);
        Assert.True(version >= low && version <= high, $"the hash of key {key} is at {version}, acknowledged {low}, tried {high}");
        if (version > 0)
            Assert.Equal(version + _padding, hash["data"]);
        if (low > 0)
            Assert.NotNull(await redis.KeyTimeToLiveAsync(Hash(key)));

        var left = (long)await redis.HashGetAsync(Left(key), "version");
        Assert.True(left >= low && left <= high, $"the pair of key {key} is at {left}, acknowledged {low}, tried {high}");
        Assert.Equal(left, (long)await redis.StringGetAsync(Right(key)));

        var sets = new[] { await redis.SetContainsAsync(Set(low), key), await redis.SetContainsAsync(Set(low + 1), key) };
        Assert.True(low == 0 ? !sets[0] : sets[0] ^ sets[1], $"key {key} is in neither set or in both");
        Assert.True(low < high || low == 0 || sets[0], $"key {key} is in the wrong set");

        // Bring the key to one version again, so that the next round starts from something known.
        if (version == low && left == low && (low == 0 || sets[0]) && !(low == 0 && sets[1]))
            _attempted[key] = low;
        else
            await FinishAsync(redis, key, version, high, sets[1]);
    }

    private async Task FinishAsync(IDatabase redis, int key, long version, long target, bool moved)
    {
        if (version < target)
            Assert.Equal(1, (int)await redis.ScriptEvaluateAsync(CompareAndSet, [Hash(key)], [version, target, target + _padding]));
        await redis.KeyExpireAsync(Hash(key), Expiry);
        await redis.HashSetAsync(Left(key), "version", target);
        await redis.StringSetAsync(Right(key), target);
        if (!moved)
            _ = target == 1 ? await redis.SetAddAsync(Set(target), key) : await redis.SetMoveAsync(Set(target - 1), Set(target), key);
        _acknowledged[key] = target;
    }

    private static RedisKey Hash(int key) => $"state/{key}";

    private static RedisKey Left(int key) => $"{{pair{key}}}/left";

    private static RedisKey Right(int key) => $"{{pair{key}}}/right";

    private static RedisKey Set(long version) => version % 2 == 0 ? "set/even" : "set/odd";
}
