namespace PromptGen.Prompts;

/// <summary>The templates that administrators have set, durable and the same for all silos.</summary>
public interface IBusinessPromptStore
{
    /// <summary>Those in force, with every change that was made before the call.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task<BusinessPromptSet> Current();

    /// <summary>The template that a change set, also when it is in force no more; <c>null</c>: it is not known any more.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task<string?> Find(long version);

    /// <summary>Makes the change that follows <paramref name="before"/>: sets a template, or with <c>null</c> drops it.</summary>
    /// <param name="before">What it was decided on.</param>
    /// <param name="version">Its number: never one that was used before, also when the store has lost its last changes.</param>
    /// <param name="key">The business type.</param>
    /// <param name="after">The template.</param>
    /// <exception cref="OrleansException">The store cannot be reached or refuses, or there was another change meanwhile.</exception>
    Task Change(BusinessPromptSet before, long version, string key, StoredBusinessPrompt? after);
}

/// <summary>What administrators have set at one moment.</summary>
/// <param name="Version">The number of the last change; 0: there was none.</param>
/// <param name="Prompts">The templates by their <see cref="BusinessTemplates.KeyOf"/>.</param>
public sealed record BusinessPromptSet(long Version, IReadOnlyDictionary<string, StoredBusinessPrompt> Prompts)
{
    /// <summary>The template that a change set, if it is in force.</summary>
    public string? Find(long version) => Prompts.Values.FirstOrDefault(prompt => prompt.Version == version)?.Prompt;
}
