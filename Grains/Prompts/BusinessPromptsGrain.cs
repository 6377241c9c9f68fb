namespace PromptGen.Prompts;

/// <summary>The templates of business types, for administrators. One call at a time, so that each change follows the one before.</summary>
[GrainType("business-prompts")]
public sealed class BusinessPromptsGrain(BusinessTemplates builtIn, BusinessPrompts prompts, IBusinessPromptStore store, TimeProvider clock) : Grain, IBusinessPromptsGrain
{
    // All silos keep them in memory.
    private const int Most = 500;

    /// <inheritdoc />
    public async Task<IReadOnlyList<BusinessPrompt>> List()
    {
        var set = await store.Current();
        var untouched = builtIn.All.Where(template => !set.Prompts.ContainsKey(BusinessTemplates.KeyOf(template.Name))).Select(template => Shown(template.Name, template.Prompt));
        return set.Prompts.Values.Select(Shown).Concat(untouched).OrderBy(prompt => prompt.Name, StringComparer.OrdinalIgnoreCase).ToList();
    }

    /// <inheritdoc />
    public async Task<BusinessPrompt?> Find(string name) =>
        prompts.Find(await store.Current(), name) is { } set ? Shown(set) : builtIn.Find(name) is { } prompt ? Shown(builtIn.NameOf(name), prompt) : null;

    /// <inheritdoc />
    public async Task<BusinessPrompt?> Put(string name, string prompt)
    {
        var (set, key) = (await store.Current(), BusinessTemplates.KeyOf(name));
        var before = set.Prompts.GetValueOrDefault(key);
        // Also when the answer to it was lost and it is sent again.
        if (before?.Name == name && before.Prompt == prompt)
            return Shown(before);
        if (before is null && set.Prompts.Count >= Most)
            return null;
        var now = clock.GetUtcNow();
        var after = new StoredBusinessPrompt(name, prompt, Next(set, now), now);
        await store.Change(set, after.Version, key, after);
        return Shown(after);
    }

    /// <inheritdoc />
    public async Task<bool> Delete(string name)
    {
        var (set, key) = (await store.Current(), BusinessTemplates.KeyOf(name));
        if (!set.Prompts.ContainsKey(key))
            return builtIn.Find(name) is not null;
        await store.Change(set, Next(set, clock.GetUtcNow()), key, null);
        return true;
    }

    /// <summary>The time makes it one that was never used, the number before one that rises.</summary>
    private static long Next(BusinessPromptSet set, DateTimeOffset now) => Math.Max(set.Version + 1, now.ToUnixTimeMilliseconds());

    private static BusinessPrompt Shown(StoredBusinessPrompt prompt) => new(prompt.Name, prompt.Prompt, BuiltIn: false, prompt.At);

    private static BusinessPrompt Shown(string name, string builtIn) => new(name, builtIn, BuiltIn: true, null);
}
