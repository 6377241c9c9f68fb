namespace PromptGen;

/// <summary>
/// The templates of business types: those that ship with the service or are configured, and over them those of administrators. There is one grain, with the
/// key <see cref="Key"/>. What it has answered is in force on every silo.
/// </summary>
[Alias("IBusinessPromptsGrain")]
public interface IBusinessPromptsGrain : IGrainWithStringKey
{
    /// <summary>Its key.</summary>
    const string Key = "all";

    /// <summary>All that are in force, by their names.</summary>
    [Alias("List")]
    Task<IReadOnlyList<BusinessPrompt>> List();

    /// <summary>The one in force for a business type; <c>null</c>: there is none.</summary>
    [Alias("Find")]
    Task<BusinessPrompt?> Find(string name);

    /// <summary>Sets that of a business type.</summary>
    /// <returns>The template; <c>null</c>: administrators have set as many others as there may be.</returns>
    [Alias("Put")]
    Task<BusinessPrompt?> Put(string name, string prompt);

    /// <summary>Takes back what administrators have set; what ships with the service or is configured is in force again.</summary>
    /// <returns>Whether there is or was such a template.</returns>
    [Alias("Delete")]
    Task<bool> Delete(string name);
}

/// <summary>The template of a business type.</summary>
/// <param name="Name">The business type.</param>
/// <param name="Prompt">The template.</param>
/// <param name="BuiltIn">Whether it ships with the service or is configured; else an administrator has set it.</param>
/// <param name="UpdatedAt">When an administrator has set it.</param>
[GenerateSerializer, Immutable, Alias("BusinessPrompt")]
public sealed record BusinessPrompt(
    [property: Id(0)] string Name,
    [property: Id(1)] string Prompt,
    [property: Id(2)] bool BuiltIn,
    [property: Id(3)] DateTimeOffset? UpdatedAt);
