namespace PromptGen.Models;

/// <summary>What a generation used, in tokens.</summary>
/// <param name="PromptTokens">Tokens of the instruction.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">What the provider counts in all; may exceed the sum where it counts hidden tokens.</param>
/// <param name="Estimated">The provider reported nothing, so the numbers are one token per four characters.</param>
public sealed record ModelUsage(int PromptTokens, int CompletionTokens, int TotalTokens, bool Estimated)
{
    private const int CharactersPerToken = 4;

    /// <summary>One token per four characters, rounded up.</summary>
    internal static ModelUsage Estimate(int promptCharacters, int answerCharacters)
    {
        var (prompt, completion) = (Tokens(promptCharacters), Tokens(answerCharacters));
        return new(prompt, completion, prompt + completion, Estimated: true);
    }

    private static int Tokens(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;
}
