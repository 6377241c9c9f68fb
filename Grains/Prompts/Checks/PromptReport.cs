using System.Collections.Immutable;
using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>What a check of a prompt has shown.</summary>
public sealed record PromptReport
{
    /// <summary>The facts of the notes, in their order.</summary>
    public required ImmutableArray<CheckedFact> Facts { get; init; }

    /// <summary>Everything that is wrong; empty for a good prompt.</summary>
    public required ImmutableArray<Flaw> Flaws { get; init; }

    /// <summary>What the notes say nothing of.</summary>
    public required ImmutableArray<Gap> Gaps { get; init; }

    /// <summary>The BCP 47 tag of the language that the prompt is written in; <c>null</c> where that is not clear.</summary>
    public required string? Language { get; init; }

    /// <summary>The sorts of what is wrong, each once.</summary>
    public ImmutableArray<Finding> Findings => [.. Flaws.Select(flaw => flaw.Finding).Distinct().Order()];

    /// <summary>How many facts of the notes the prompt holds.</summary>
    public int Kept => Facts.Count(fact => fact.Kept);

    /// <summary>
    /// Whether it may be delivered as the model's: it holds every contact and price, has none that nobody gave, is whole, in its language and
    /// nothing but the prompt. A number, a gap or a section less is told and does no harm.
    /// </summary>
    public bool IsDeliverable => Flaws.All(flaw => IsHarmless(flaw) || (flaw.Finding is Finding.MissingFact && flaw.Fact is { Kind: FactKind.Time or FactKind.Number }));

    /// <summary>Whether it may be once the facts that are missing were added.</summary>
    public bool IsCompletable => Flaws.All(flaw => IsHarmless(flaw) || flaw.Finding is Finding.MissingFact);

    private static bool IsHarmless(Flaw flaw) => flaw.Finding is Finding.PlaceholderLeft or Finding.SectionMissing;
}

/// <summary>A fact of the notes.</summary>
/// <param name="Fact">The fact, with its place in the notes.</param>
/// <param name="Kept">Whether the prompt holds it, however it is written there.</param>
public sealed record CheckedFact(Fact Fact, bool Kept);

/// <summary>One thing that is wrong.</summary>
/// <param name="Finding">Its sort.</param>
/// <param name="Words">The words that show it, where there are such: the user's, the template's or the model's. They are never logged.</param>
public sealed record Flaw(Finding Finding, string? Words = null)
{
    /// <summary>The fact that is missing or invented.</summary>
    public Fact? Fact { get; init; }

    /// <summary>Of a missing fact, the line that gave it.</summary>
    public string? Line { get; init; }
}
