using System.Text.Json.Serialization;

namespace PromptGen.Gateway.BusinessPrompts;

/// <summary>The template of a business type.</summary>
/// <param name="Name">The business type.</param>
/// <param name="Prompt">The template.</param>
/// <param name="BuiltIn">Whether it ships with the service or is configured; else an administrator has set it.</param>
/// <param name="UpdatedAt">When an administrator has set it; <c>null</c> when none has.</param>
/// <example>
/// {"name":"restaurant","prompt":"You are an expert in writing prompts for restaurants.","built_in":false,"updated_at":"2026-11-26T09:00:00.000000Z"}
/// </example>
public sealed record BusinessPromptBody(
    string Name,
    string Prompt,
    bool BuiltIn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? UpdatedAt)
{
    /// <summary>The body for a template.</summary>
    internal static BusinessPromptBody From(BusinessPrompt prompt) => new(prompt.Name, prompt.Prompt, prompt.BuiltIn, prompt.UpdatedAt);
}

/// <summary>The templates in force.</summary>
/// <param name="Results">All of them, by their names.</param>
/// <example>
/// {"results":[{"name":"restaurant","prompt":"You are an expert in writing prompts for restaurants.","built_in":false,"updated_at":"2026-11-26T09:00:00.000000Z"}]}
/// </example>
public sealed record BusinessPromptListBody(IReadOnlyList<BusinessPromptBody> Results);
