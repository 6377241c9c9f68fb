using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>The index of unfinished tasks in Redis.</summary>
public sealed class RedisInFlightTasks(IConnectionMultiplexer redis, RedisKeys keys, ILocalSiloDetails local) : IInFlightTasks
{
    // More than the grain needs to answer "expired" by itself, whatever the rounding of either clock.
    private static readonly TimeSpan ExpirySlack = TimeSpan.FromMinutes(1);

    private readonly IDatabase _database = redis.GetDatabase();
    private volatile bool _isRegistered;

    /// <inheritdoc />
    public string Silo { get; } = local.SiloAddress.ToParsableString();

    /// <inheritdoc />
    public event Action<PromptTaskKey>? AddedAgain;

    /// <inheritdoc />
    public async Task AddAgain(PromptTaskKey key)
    {
        await Add(key);
        AddedAgain?.Invoke(key);
    }

    /// <inheritdoc />
    public Task Add(PromptTaskKey key) => Write(async () =>
    {
        // Before the first one: a silo killed between two writes must not leave a set that nobody knows of.
        if (!_isRegistered)
            await Register();
        _isRegistered = true;
        // The set first, and the silo every time: a silo is only forgotten while its set is empty, and this silo may have been
        // taken for dead and forgotten a moment ago.
        await Task.WhenAll(_database.SetAddAsync(keys.InFlight(Silo), key.ToString()), Register());
    });

    /// <inheritdoc />
    public Task Remove(PromptTaskKey key, string silo) => Write(() => _database.SetRemoveAsync(keys.InFlight(silo), key.ToString()));

    /// <inheritdoc />
    public Task Retire(IReadOnlyList<(PromptTaskKey Key, TimeSpan Keep)> tasks) => Write(async () =>
    {
        var commands = new List<Task>(tasks.Count + 1);
        foreach (var (key, keep) in tasks)
            commands.Add(_database.KeyExpireAsync(keys.Task(key.ToString()), keep + ExpirySlack));
        await Task.WhenAll(commands);
        await _database.SetRemoveAsync(keys.InFlight(Silo), [.. tasks.Select(task => (RedisValue)task.Key.ToString())]);
    });

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> Silos() => await Scan(keys.InFlightSilos, static member => member.ToString()).ToListAsync();

    /// <inheritdoc />
    public IAsyncEnumerable<PromptTaskKey> Own() =>
        Scan(keys.InFlight(Silo), static member => PromptTaskKey.TryParse(member, out var key) ? key : default).Where(key => key != default);

    /// <inheritdoc />
    public async Task<IReadOnlyList<PromptTaskKey>?> Claim(string silo, int most)
    {
        var members = await _database.SetRandomMembersAsync(keys.InFlight(silo), most).InTime();
        if (members.Length == 0)
            return null;
        var claim = _database.CreateTransaction();
        var moves = members.Select(member => claim.SetMoveAsync(keys.InFlight(silo), keys.InFlight(Silo), member)).ToArray();
        _ = claim.SetAddAsync(keys.InFlightSilos, Silo);
        await claim.ExecuteAsync().InTime();
        var moved = await Task.WhenAll(moves).InTime();
        return [.. members.Where((_, i) => moved[i]).Select(member => PromptTaskKey.TryParse(member, out var key) ? key : default).Where(key => key != default)];
    }

    /// <inheritdoc />
    public Task Forget(string silo)
    {
        var forget = _database.CreateTransaction();
        forget.AddCondition(Condition.KeyNotExists(keys.InFlight(silo)));
        _ = forget.SetRemoveAsync(keys.InFlightSilos, silo);
        return forget.ExecuteAsync().InTime();
    }

    /// <summary>A set may be long, and Redis serves nobody else while it answers: piece by piece (SSCAN).</summary>
    private async IAsyncEnumerable<T> Scan<T>(RedisKey set, Func<RedisValue, T> read)
    {
        await using var members = _database.SetScanAsync(set, pageSize: 500).GetAsyncEnumerator();
        while (await members.MoveNextAsync().AsTask().InTime())
            yield return read(members.Current);
    }

    private Task Register() => _database.SetAddAsync(keys.InFlightSilos, Silo);

    private static async Task Write(Func<Task> command)
    {
        try
        {
            await command().InTime();
        }
        catch (Exception failure)
        {
            // Callers are on other silos and gateways, and know a failing store as what Orleans makes of it. A connection that breaks
            // this moment may fail with anything.
            throw new OrleansException($"The index of tasks in flight cannot be written: {failure.GetType().Name}");
        }
    }
}
