using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PromptGen;

/// <summary>
/// What was found when a prompt was held against what it was written from. Stored with the result: its property names are a storage contract, and the words of its
/// enums too.
/// </summary>
[GenerateSerializer, Immutable, Alias("PromptQuality")]
public sealed record PromptQuality
{
    /// <summary>The facts of the notes in their order, at most <see cref="MostFacts"/>: those that are missing, then the first of the others.</summary>
    [Id(0)] public ImmutableArray<QualityFact> Facts { get; init; } = [];

    /// <summary>How many facts there are in the notes.</summary>
    [Id(1)] public int FactsFound { get; init; }

    /// <summary>How many of them the prompt holds.</summary>
    [Id(2)] public int FactsKept { get; init; }

    /// <summary>Whether the model was asked once more, with what was wrong, and that answer became the prompt.</summary>
    [Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Repaired { get; init; }

    /// <summary>How many facts were added at the end in the notes' own lines.</summary>
    [Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Appended { get; init; }

    /// <summary>The language of the prompt, a tag of BCP 47; <c>null</c>: it cannot be told.</summary>
    [Id(5)] public string? Language { get; init; }

    /// <summary>What is wrong with the prompt, or was with the one that the fallback replaced.</summary>
    [Id(6)] public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>What customers ask for and the notes say nothing of.</summary>
    [Id(7)] public ImmutableArray<Gap> Gaps { get; init; } = [];

    /// <summary>
    /// Whether the model's prompt was refused for its findings, and the fallback answered. Beside <see cref="GeneratedPrompt.FallbackReason"/>, whose list silos and gateways of
    /// versions before do not know to be longer.
    /// </summary>
    [Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool IsRefused { get; init; }

    /// <summary>How many facts are listed.</summary>
    public const int MostFacts = 300;
}

/// <summary>A fact of the notes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its very words in the notes.</param>
/// <param name="Kept">Whether the prompt holds it.</param>
[GenerateSerializer, Immutable, Alias("QualityFact")]
public sealed record QualityFact([property: Id(0)] FactKind Kind, [property: Id(1)] string Text, [property: Id(2)] bool Kept);
