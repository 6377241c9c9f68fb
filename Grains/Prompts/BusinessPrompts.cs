namespace PromptGen.Prompts;

/// <summary>The template that a generation uses.</summary>
/// <param name="Version">By which it is remembered; 0: it ships with the service or is configured, or there is none.</param>
/// <param name="Text">The template; <c>null</c>: there is none.</param>
public readonly record struct ChosenTemplate(long Version, string? Text);

/// <summary>Chooses the template of a generation: what administrators have set counts before what ships with the service or is configured.</summary>
public sealed class BusinessPrompts(BusinessTemplates builtIn, IBusinessPromptStore store)
{
    /// <summary>The one in force now, on whichever silo: nothing else is asked for a generation without a business type.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    public async ValueTask<ChosenTemplate> InForce(string? businessType)
    {
        if (businessType is null)
            return default;
        return Find(await store.Current(), businessType) is { } set ? new ChosenTemplate(set.Version, set.Prompt) : new ChosenTemplate(0, builtIn.Find(businessType));
    }

    /// <summary>The one that was chosen before, whatever is in force now.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    public async ValueTask<ChosenTemplate> Chosen(string? businessType, long version)
    {
        if (version == 0)
            return new ChosenTemplate(0, builtIn.Find(businessType));
        // A task that was left for longer than replaced templates are kept goes on with what there is.
        return await store.Find(version) is { } text ? new ChosenTemplate(version, text) : await InForce(businessType);
    }

    /// <summary>What administrators have set for a business type: under this very name, or under the name of the template that it is an alias of.</summary>
    public StoredBusinessPrompt? Find(BusinessPromptSet set, string businessType) =>
        set.Prompts.GetValueOrDefault(BusinessTemplates.KeyOf(businessType)) ?? set.Prompts.GetValueOrDefault(BusinessTemplates.KeyOf(builtIn.NameOf(businessType)));
}
