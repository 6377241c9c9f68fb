namespace PromptGen.Prompts;

/// <summary>The prompt a user gets, free of charge, when the model gives none.</summary>
public static class FallbackPrompt
{
    /// <summary>The prompt that was to be changed; else the template, a blank line and the user's text; the user's text alone where there is no template.</summary>
    public static string Of(PromptSubmission submission, string? template) =>
        submission.PreviousPrompt ?? (string.IsNullOrWhiteSpace(template) ? submission.ManualPrompt : $"{template}\n\n{submission.ManualPrompt}");
}
