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
        return set.Prompts.Values.Select(Shown).Concat(Untouched(set).Select(Shown)).OrderBy(prompt => prompt.Name, StringComparer.OrdinalIgnoreCase).ToList();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<BusinessType>> Types()
    {
        var set = await store.Current();
        var templates = set.Prompts.Values.Select(prompt => new NamedTemplate(prompt.Name, prompt.Prompt)).Concat(Untouched(set));
        return templates.GroupBy(template => BusinessTemplates.KeyOf(template.Type))
            // What administrators have set under an alias is a type of its own.
            .Select(type => new BusinessType(
                builtIn.AliasesOf(type.First().Type) is { Count: > 0 } ? builtIn.NameOf(type.First().Type) : type.First().Type,
                [.. builtIn.AliasesOf(type.First().Type).Where(alias => !set.Prompts.ContainsKey(BusinessTemplates.KeyOf(alias)))],
                [.. type.OrderBy(template => template.Language, StringComparer.OrdinalIgnoreCase).Select(template => new BusinessTypeTemplate(template.Id, template.Language, template.Text))]))
            .OrderBy(type => type.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
    }

    /// <inheritdoc />
    public async Task<BusinessPrompt?> Find(string name) =>
        prompts.Find(await store.Current(), name) is { } set ? Shown(set) : builtIn.Find(name) is { } shipped ? Shown(shipped) : null;

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

    /// <summary>The built-ins that nothing of administrators stands before.</summary>
    private IEnumerable<NamedTemplate> Untouched(BusinessPromptSet set) => builtIn.All.Where(template =>
        !set.Prompts.ContainsKey(BusinessTemplates.KeyOf(template.Name)) && !set.Prompts.ContainsKey(BusinessTemplates.KeyOf(template.Type)));

    private static BusinessPrompt Shown(StoredBusinessPrompt prompt) => new(prompt.Name, prompt.Prompt, BuiltIn: false, prompt.At);

    private static BusinessPrompt Shown(NamedTemplate builtIn) => new(builtIn.Name, builtIn.Text, BuiltIn: true, null);
}
