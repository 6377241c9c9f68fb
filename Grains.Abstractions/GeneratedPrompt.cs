namespace PromptGen;

/// <summary>Where a generated prompt came from.</summary>
public enum PromptOrigin
{
    /// <summary>Written by the model; charged.</summary>
    Ai,

    /// <summary>Combined from template and input because the model failed; free.</summary>
    Fallback,
}

/// <summary>The tokens a model call used, as the provider reported them.</summary>
/// <param name="PromptTokens">Tokens of the instruction.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">All tokens the provider counts, hidden reasoning included.</param>
[GenerateSerializer, Immutable, Alias("TokenUsage")]
public sealed record TokenUsage([property: Id(0)] long PromptTokens, [property: Id(1)] long CompletionTokens, [property: Id(2)] long TotalTokens);

/// <summary>The result of a completed generation.</summary>
/// <param name="Text">The prompt.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Model">The model that wrote it; <c>null</c> for the fallback.</param>
/// <param name="Usage">What the model call used; <c>null</c> for the fallback.</param>
[GenerateSerializer, Immutable, Alias("GeneratedPrompt")]
public sealed record GeneratedPrompt(
    [property: Id(0)] string Text,
    [property: Id(1)] PromptOrigin Origin,
    [property: Id(2)] string? Model,
    [property: Id(3)] TokenUsage? Usage);
