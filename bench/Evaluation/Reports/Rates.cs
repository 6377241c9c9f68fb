namespace PromptGen.Evaluation.Reports;

/// <summary>How a model did with some notes.</summary>
/// <param name="Notes">How many it was asked about.</param>
/// <param name="Written">For how many it wrote a whole text at all.</param>
/// <param name="WithoutFindings">In how many first texts nothing was found.</param>
/// <param name="Trimmed">How many first texts had something around the prompt, which is taken away before they are checked.</param>
/// <param name="Ai">How many prompts of the model would have been delivered.</param>
/// <param name="Repaired">How many of these were its second try.</param>
/// <param name="Appended">How many had lines of the notes added.</param>
/// <param name="Fallback">How many times the fallback would have been delivered instead, by the reason.</param>
/// <param name="Seconds">How long the written ones took, repairs included; <c>null</c>: none was written.</param>
/// <param name="Tokens">What all of it used.</param>
internal sealed record Rates(
    int Notes, int Written, int WithoutFindings, int Trimmed, int Ai, int Repaired, int Appended, SortedDictionary<string, int> Fallback, Spread? Seconds, TokensUsed Tokens);
