using PromptGen.Prompts.Checks;

namespace PromptGen.Prompts;

/// <summary>What is told of a prompt that no model wrote.</summary>
internal static class FallbackQuality
{
    /// <summary>Which facts it holds. What is wrong with it is not looked for; what was wrong with the one that it replaces is told, if there was one.</summary>
    public static PromptQuality Of(PromptSubmission submission, string text, PromptQuality? refused) =>
        PromptCheck.Check(new PromptSources(submission.ManualPrompt), text).ToQuality() with { Findings = refused?.Findings ?? [], IsRefused = refused is not null };
}
