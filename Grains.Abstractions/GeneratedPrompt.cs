using System.Text.Json.Serialization;

namespace PromptGen;

/// <summary>Where a generated prompt came from.</summary>
public enum PromptOrigin
{
    /// <summary>Written by the model; charged.</summary>
    Ai,

    /// <summary>Combined from template and input because the model failed; free.</summary>
    Fallback,

    /// <summary>Arranged by the built-in demo writer, in Development alone; charged as the model's would be.</summary>
    Demo,

    /// <summary>An earlier result of the same user for the same notes, served again; free.</summary>
    Cache,
}

/// <summary>Why the fallback answered instead of the model. A closed list that clients see.</summary>
public enum FallbackReason
{
    /// <summary>No provider is configured.</summary>
    NotConfigured,

    /// <summary>The provider was down or did not answer in time.</summary>
    Unavailable,

    /// <summary>The provider had too much to do, or its quota was used up (429).</summary>
    Overloaded,

    /// <summary>The provider does not accept our key, our model's name or our request: the operator has to act.</summary>
    Rejected,

    /// <summary>The provider's safety filter held the answer back.</summary>
    Blocked,

    /// <summary>The answer was empty, cut or broken off.</summary>
    Incomplete,

    /// <summary>The work was interrupted too often, such as by crashes.</summary>
    Interrupted,

    /// <summary>What the model wrote lost or invented facts, or was no prompt, and so was what it wrote when it was told. Never stored: see <see cref="PromptQuality.IsRefused"/>.</summary>
    Quality,
}

/// <summary>The tokens a model call used.</summary>
/// <param name="PromptTokens">Tokens of the instruction.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">All tokens the provider counts, hidden reasoning included.</param>
[GenerateSerializer, Immutable, Alias("TokenUsage")]
public sealed record TokenUsage([property: Id(0)] long PromptTokens, [property: Id(1)] long CompletionTokens, [property: Id(2)] long TotalTokens)
{
    /// <summary>Whether the numbers are our estimate, because the provider reported none that can be true.</summary>
    [Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Estimated { get; init; }
}

/// <summary>The result of a completed generation.</summary>
/// <param name="Text">The prompt.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Model">The model that wrote it; <c>null</c> for the fallback.</param>
/// <param name="Usage">What the model call used; <c>null</c> for the fallback and from the cache.</param>
[GenerateSerializer, Immutable, Alias("GeneratedPrompt")]
public sealed record GeneratedPrompt(
    [property: Id(0)] string Text,
    [property: Id(1)] PromptOrigin Origin,
    [property: Id(2)] string? Model,
    [property: Id(3)] TokenUsage? Usage)
{
    /// <summary>Why the fallback answered; <c>null</c> for other origins, and for results of versions that did not tell.</summary>
    [Id(4)] public FallbackReason? FallbackReason { get; init; }

    /// <summary>
    /// How often the attempt began its text anew before it wrote this one: which of the texts that readers saw live became the result.
    /// </summary>
    [Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Rewrites { get; init; }

    /// <summary>
    /// Milliseconds from the call of the model to the end of the answer that became the text, waiting for a busy model not included; <c>null</c> where no model
    /// wrote it, and in results of versions that did not tell.
    /// </summary>
    [Id(6)] public long? ResponseTimeMs { get; init; }

    /// <summary>
    /// Name and version of the business template that it was written by, such as <c>restaurant.fa@1f0c9a7e</c>: the same version is the same words. <c>null</c>: there was none.
    /// </summary>
    [Id(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Template { get; init; }

    /// <summary>What was found when it was held against the notes; <c>null</c> in results of versions that did not look.</summary>
    [Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PromptQuality? Quality { get; init; }

    /// <summary>Why the fallback answered, as clients are told.</summary>
    [JsonIgnore]
    public FallbackReason? Reason => Quality is { IsRefused: true } ? PromptGen.FallbackReason.Quality : FallbackReason;
}
