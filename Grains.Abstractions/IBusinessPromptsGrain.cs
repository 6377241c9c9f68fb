using Orleans.Concurrency;

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

    /// <summary>The business types that a user can choose, by their names.</summary>
    [AlwaysInterleave, Alias("Types")]
    Task<IReadOnlyList<BusinessType>> Types();

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

/// <summary>A kind of business that there is a template for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Aliases">Other names, which mean the same.</param>
/// <param name="Templates">Its templates: that for all languages first, if there is one.</param>
[GenerateSerializer, Immutable, Alias("BusinessType")]
public sealed record BusinessType(
    [property: Id(0)] string Name,
    [property: Id(1)] IReadOnlyList<string> Aliases,
    [property: Id(2)] IReadOnlyList<BusinessTypeTemplate> Templates);

/// <summary>A template that prompts are written by.</summary>
/// <param name="Id">Name and version, as results name it.</param>
/// <param name="Language">The language that it is for; <c>null</c>: for all that have none of their own.</param>
/// <param name="Prompt">The template.</param>
[GenerateSerializer, Immutable, Alias("BusinessTypeTemplate")]
public sealed record BusinessTypeTemplate([property: Id(0)] string Id, [property: Id(1)] string? Language, [property: Id(2)] string Prompt);
