using PromptGen.PromptTasks;
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
    private Task? _registered;

    /// <summary>The name of this silo's set.</summary>
    public string Owner { get; } = silo.SiloAddress.ToParsableString();

    /// <inheritdoc />
    public async Task Add(PromptTaskKey key)
    {
        try
        {
            // An owner is registered before its set exists.
            if (_registered is null or { IsFaulted: true } or { IsCanceled: true })
                _registered = Register();
            if (!_registered.IsCompletedSuccessfully)
                await _registered;
            await _database.SetAddAsync(keys.InFlight(Owner), key.ToString());
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            // Callers are on other silos and gateways, and know a failing store as what Orleans makes of it.
            throw new OrleansException($"The index of tasks in flight cannot be written: {failure.GetType().Name}");
        }
    }

    /// <summary>Takes finished tasks out; from then on the time runs after which Redis drops their states.</summary>
    public async Task Retire(IReadOnlyList<(PromptTaskKey Key, TimeSpan Keep)> tasks)
    {
        var commands = new List<Task>(tasks.Count + 1);
        foreach (var (key, keep) in tasks)
            commands.Add(_database.KeyExpireAsync(keys.Task(key.ToString()), keep + ExpirySlack));
        await Task.WhenAll(commands);
        await _database.SetRemoveAsync(keys.InFlight(Owner), [.. tasks.Select(task => (RedisValue)task.Key.ToString())]);
    }

    /// <summary>Takes tasks out that do not exist, or that another silo holds.</summary>
    public Task Drop(PromptTaskKey key) => _database.SetRemoveAsync(keys.InFlight(Owner), key.ToString());

    /// <summary>All silos that may have a set.</summary>
    public async Task<string[]> Owners() =>
        [.. (await _database.SetMembersAsync(keys.InFlightOwners)).Select(owner => owner.ToString())];

    /// <summary>The tasks in this silo's own set.</summary>
    public async IAsyncEnumerable<PromptTaskKey> Own()
    {
        await foreach (var member in _database.SetScanAsync(keys.InFlight(Owner), pageSize: 1000))
        {
            if (PromptTaskKey.TryParse(member, out var key))
                yield return key;
        }
    }

    /// <summary>Moves up to <paramref name="most"/> tasks of another owner to this silo's set.</summary>
    /// <returns>Those that this silo got; <c>null</c> when there are none left.</returns>
    public async Task<IReadOnlyList<PromptTaskKey>?> Claim(string owner, int most)
    {
        var members = await _database.SetRandomMembersAsync(keys.InFlight(owner), most);
        if (members.Length == 0)
            return null;
        var moves = await Task.WhenAll(members.Select(member => _database.SetMoveAsync(keys.InFlight(owner), keys.InFlight(Owner), member)));
        return [.. members.Where((_, i) => moves[i]).Select(member => PromptTaskKey.Parse(member.ToString()))];
    }

    /// <summary>Registers this silo's set, which claims need before they move anything into it.</summary>
    public Task Register() => _database.SetAddAsync(keys.InFlightOwners, Owner);

    /// <summary>Forgets an owner whose set is empty.</summary>
    public Task Forget(string owner) => _database.SetRemoveAsync(keys.InFlightOwners, owner);
}
