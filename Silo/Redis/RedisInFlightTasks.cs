using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>The index of unfinished tasks in Redis.</summary>
public sealed class RedisInFlightTasks : IInFlightTasks
{
    private const string Name = "index of tasks in flight";

    private readonly IDatabase _database;
    private readonly RedisKeys _keys;
    private readonly SharedCommand _adding;
    private volatile bool _isRegistered;

    /// <summary>Opens the index.</summary>
    public RedisInFlightTasks(IConnectionMultiplexer redis, RedisKeys keys, ILocalSiloDetails local)
    {
        (_database, _keys, Silo) = (redis.GetDatabase(), keys, local.SiloAddress.ToParsableString());
        _adding = new SharedCommand(tasks => _database.SetAddAsync(_keys.InFlight(Silo), tasks));
    }

    /// <inheritdoc />
    public string Silo { get; }

    /// <inheritdoc />
    public event Action<PromptTaskKey>? AddedAgain;

    /// <inheritdoc />
    public async Task AddAgain(PromptTaskKey key)
    {
        await Add(key);
        AddedAgain?.Invoke(key);
    }

    /// <inheritdoc />
    public Task Add(PromptTaskKey key) => RedisPatience.Write(Name, async () =>
    {
        // Before the first one: a silo killed between two writes must not leave a set that nobody knows of.
        if (!_isRegistered)
            await Register();
        _isRegistered = true;
        await _adding.For(key.ToString());
    });

    /// <inheritdoc />
    public Task Remove(PromptTaskKey key, string silo) => RedisPatience.Write(Name, () => _database.SetRemoveAsync(_keys.InFlight(silo), key.ToString()));

    /// <inheritdoc />
    public Task Retire(IReadOnlyList<PromptTaskKey> tasks) => RedisPatience.Write(Name, () =>
        _database.SetRemoveAsync(_keys.InFlight(Silo), [.. tasks.Select(task => (RedisValue)task.ToString())]));

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> Silos() => await Scan(_keys.InFlightSilos, static member => member.ToString()).ToListAsync();

    /// <inheritdoc />
    public async IAsyncEnumerable<PromptTaskKey> Own()
    {
        // This silo may have been taken for dead and forgotten.
        await Register().InTime();
        await foreach (var key in Scan(_keys.InFlight(Silo), static member => PromptTaskKey.TryParse(member, out var key) ? key : default))
        {
            if (key != default)
                yield return key;
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<PromptTaskKey>?> Claim(string silo, int most)
    {
        var members = await _database.SetRandomMembersAsync(_keys.InFlight(silo), most).InTime();
        if (members.Length == 0)
            return null;
        var claim = _database.CreateTransaction();
        var moves = members.Select(member => claim.SetMoveAsync(_keys.InFlight(silo), _keys.InFlight(Silo), member)).ToArray();
        _ = claim.SetAddAsync(_keys.InFlightSilos, Silo);
        await claim.ExecuteAsync().InTime();
        var moved = await Task.WhenAll(moves).InTime();
        return [.. members.Where((_, i) => moved[i]).Select(member => PromptTaskKey.TryParse(member, out var key) ? key : default).Where(key => key != default)];
    }

    /// <inheritdoc />
    public Task Forget(string silo)
    {
        var forget = _database.CreateTransaction();
        forget.AddCondition(Condition.KeyNotExists(_keys.InFlight(silo)));
        _ = forget.SetRemoveAsync(_keys.InFlightSilos, silo);
        return forget.ExecuteAsync().InTime();
    }

    /// <summary>A set may be long, and Redis serves nobody else while it answers: piece by piece (SSCAN).</summary>
    private async IAsyncEnumerable<T> Scan<T>(RedisKey set, Func<RedisValue, T> read)
    {
        await using var members = _database.SetScanAsync(set, pageSize: 500).GetAsyncEnumerator();
        while (await members.MoveNextAsync().AsTask().InTime())
            yield return read(members.Current);
    }

    private Task Register() => _database.SetAddAsync(_keys.InFlightSilos, Silo);
}
