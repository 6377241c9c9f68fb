using System.Collections.Frozen;
using PromptGen.Prompts;
using StackExchange.Redis;

namespace PromptGen.Silo.Redis;

/// <summary>
/// Administrators' templates in Redis: a hash by their keys, and the number of the last change. A silo has a copy and looks before each use whether the number
/// is still the same; who comes while another looks shares the next look. So a change is in force everywhere once it is made, and many generations that
/// start together cost one short command.
/// </summary>
public sealed class RedisBusinessPrompts : IBusinessPromptStore
{
    private const string Name = "business prompts";

    // For tasks that were begun with them: longer than any is worked on, and as long as the longest retention.
    private static readonly TimeSpan ReplacedMemory = TimeSpan.FromDays(30);

    private readonly IDatabase _database;
    private readonly RedisKeys _keys;
    private readonly SharedCommand _look;
    private volatile BusinessPromptSet _copy = new(0, FrozenDictionary<string, StoredBusinessPrompt>.Empty);

    /// <summary>Opens the store.</summary>
    public RedisBusinessPrompts(IConnectionMultiplexer redis, RedisKeys keys)
    {
        (_database, _keys) = (redis.GetDatabase(), keys);
        _look = new SharedCommand(_ => Look());
    }

    /// <inheritdoc />
    public Task<BusinessPromptSet> Current() => RedisPatience.Read(Name, async () =>
    {
        await _look.For(RedisValue.Null);
        return _copy;
    });

    /// <inheritdoc />
    public async Task<string?> Find(long version) =>
        _copy.Find(version) ?? (await Current()).Find(version) ?? (string?)await RedisPatience.Read(Name, () => _database.StringGetAsync(_keys.ReplacedBusinessPrompt(version)));

    /// <inheritdoc />
    public Task Change(BusinessPromptSet before, long version, string key, StoredBusinessPrompt? after) => RedisPatience.Write(Name, async () =>
    {
        var change = _database.CreateTransaction();
        change.AddCondition(before.Version == 0 ? Condition.KeyNotExists(_keys.BusinessPromptsVersion) : Condition.StringEqual(_keys.BusinessPromptsVersion, before.Version));
        if (before.Prompts.TryGetValue(key, out var replaced))
            _ = change.StringSetAsync(_keys.ReplacedBusinessPrompt(replaced.Version), replaced.Prompt, ReplacedMemory);
        _ = after is null ? change.HashDeleteAsync(_keys.BusinessPrompts, key) : change.HashSetAsync(_keys.BusinessPrompts, key, after.ToUtf8());
        _ = change.StringSetAsync(_keys.BusinessPromptsVersion, version);
        if (!await change.ExecuteAsync())
            throw new InvalidOperationException("There was another change meanwhile.");
    });

    private async Task Look()
    {
        // In time whatever happens: whoever shares the next look waits for this one.
        if ((long)await _database.StringGetAsync(_keys.BusinessPromptsVersion).InTime() != _copy.Version)
            _copy = await Read().InTime();
    }

    private async Task<BusinessPromptSet> Read()
    {
        var both = _database.CreateTransaction();
        var (version, prompts) = (both.StringGetAsync(_keys.BusinessPromptsVersion), both.HashGetAllAsync(_keys.BusinessPrompts));
        await both.ExecuteAsync();
        return new BusinessPromptSet((long)await version, (await prompts).ToFrozenDictionary(entry => entry.Name.ToString(), entry => StoredBusinessPrompt.Parse(entry.Value!)));
    }
}
