using PromptGen.PromptTasks;
using PromptGen.Silo.Storage;
using StackExchange.Redis;

namespace PromptGen.Silo.Recovery;

/// <summary>
/// The index of unfinished tasks in Redis: a set per owner silo, and the set of owners. Whoever moves a task from a
/// dead owner's set to its own has claimed it, and if it dies too, the task is in its set for the next one.
/// </summary>
public sealed class RedisInFlightTasks(IConnectionMultiplexer redis, RedisKeys keys, ILocalSiloDetails silo) : IInFlightTasks
{
    // More than the grain needs to answer "expired" by itself, whatever the rounding of either clock.
    private static readonly TimeSpan ExpirySlack = TimeSpan.FromMinutes(1);

    private readonly IDatabase _database = redis.GetDatabase();
    private volatile bool _isRegistered;

    /// <summary>The name of this silo's set.</summary>
    public string Owner { get; } = silo.SiloAddress.ToParsableString();

    /// <summary>Raised for a task that was added again.</summary>
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
        // The set first, and the owner every time: an owner is only forgotten while its set is empty, and this silo may have been
        // taken for dead and forgotten a moment ago.
        await Task.WhenAll(_database.SetAddAsync(keys.InFlight(Owner), key.ToString()), Register());
    });

    /// <inheritdoc />
    public Task Remove(PromptTaskKey key, string owner) => Write(() => _database.SetRemoveAsync(keys.InFlight(owner), key.ToString()));

    /// <summary>Takes finished tasks out; from then on the time runs after which Redis drops their states.</summary>
    public Task Retire(IReadOnlyList<(PromptTaskKey Key, TimeSpan Keep)> tasks) => Write(async () =>
    {
        var commands = new List<Task>(tasks.Count + 1);
        foreach (var (key, keep) in tasks)
            commands.Add(_database.KeyExpireAsync(keys.Task(key.ToString()), keep + ExpirySlack));
        await Task.WhenAll(commands);
        await _database.SetRemoveAsync(keys.InFlight(Owner), [.. tasks.Select(task => (RedisValue)task.Key.ToString())]);
    });

    /// <summary>All silos that may have a set.</summary>
    public async Task<IReadOnlyList<string>> Owners() => await Scan(keys.InFlightOwners, static member => member.ToString()).ToListAsync();

    /// <summary>The tasks in this silo's own set; those that come and go meanwhile may be among them or not.</summary>
    public IAsyncEnumerable<PromptTaskKey> Own() =>
        Scan(keys.InFlight(Owner), static member => PromptTaskKey.TryParse(member, out var key) ? key : default).Where(key => key != default);

    /// <summary>Moves up to <paramref name="most"/> tasks of another owner to this silo's set.</summary>
    /// <returns>Those that this silo got; <c>null</c> when there are none left.</returns>
    public async Task<IReadOnlyList<PromptTaskKey>?> Claim(string owner, int most)
    {
        var members = await _database.SetRandomMembersAsync(keys.InFlight(owner), most).InTime();
        if (members.Length == 0)
            return null;
        var claim = _database.CreateTransaction();
        var moves = members.Select(member => claim.SetMoveAsync(keys.InFlight(owner), keys.InFlight(Owner), member)).ToArray();
        _ = claim.SetAddAsync(keys.InFlightOwners, Owner);
        await claim.ExecuteAsync().InTime();
        var moved = await Task.WhenAll(moves).InTime();
        return [.. members.Where((_, i) => moved[i]).Select(member => PromptTaskKey.TryParse(member, out var key) ? key : default).Where(key => key != default)];
    }

    /// <summary>Forgets an owner, unless something is in its set after all.</summary>
    public Task Forget(string owner)
    {
        var forget = _database.CreateTransaction();
        forget.AddCondition(Condition.KeyNotExists(keys.InFlight(owner)));
        _ = forget.SetRemoveAsync(keys.InFlightOwners, owner);
        return forget.ExecuteAsync().InTime();
    }

    /// <summary>A set may be long, and Redis serves nobody else while it answers: piece by piece (SSCAN).</summary>
    private async IAsyncEnumerable<T> Scan<T>(RedisKey set, Func<RedisValue, T> read)
    {
        await using var members = _database.SetScanAsync(set, pageSize: 500).GetAsyncEnumerator();
        while (await members.MoveNextAsync().AsTask().InTime())
            yield return read(members.Current);
    }

    private Task Register() => _database.SetAddAsync(keys.InFlightOwners, Owner);

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
