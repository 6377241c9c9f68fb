namespace PromptGen.Prompts;

/// <summary>The prompt a user gets, free of charge, when the model gives none.</summary>
public static class FallbackPrompt
{
    /// <summary>The template, a blank line and the user's text; the user's text alone where there is no template.</summary>
    public static string Combine(string? template, string manualPrompt) =>
        string.IsNullOrWhiteSpace(template) ? manualPrompt : $"{template}\n\n{manualPrompt}";
}
