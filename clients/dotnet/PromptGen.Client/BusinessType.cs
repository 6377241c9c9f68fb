namespace PromptGen.Client;

/// <summary>A kind of business that there are templates for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Aliases">Other names, in several languages, which mean the same.</param>
/// <param name="Templates">Its templates.</param>
public sealed record BusinessType(string Name, IReadOnlyList<string> Aliases, IReadOnlyList<BusinessTemplate> Templates);

/// <summary>A template that prompts are written by.</summary>
/// <param name="Template">Name and version, as <see cref="Generation.Template"/> names it.</param>
/// <param name="Language">The language that it is for; <c>null</c>: for all that have none of their own.</param>
/// <param name="Prompt">The template, with placeholders in brackets.</param>
public sealed record BusinessTemplate(string Template, string? Language, string Prompt);
