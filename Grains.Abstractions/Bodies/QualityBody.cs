using System.Text.Json.Serialization;

namespace PromptGen.Bodies;

/// <summary>What was found when a prompt was held against the notes.</summary>
public sealed record QualityBody
{
    /// <summary>The facts of the notes, in their order; of very many, those that are missing and the first of the others.</summary>
    public required IReadOnlyList<FactBody> Facts { get; init; }

    /// <summary>How many there are.</summary>
    public required int FactsFound { get; init; }

    /// <summary>How many of them the prompt holds.</summary>
    public required int FactsKept { get; init; }

    /// <summary>Whether the model was asked once more because something was wrong, and that answer is the prompt.</summary>
    public required bool Repaired { get; init; }

    /// <summary>How many facts stand at the end of the prompt in the notes' own lines, because the model had left them out.</summary>
    public required int Appended { get; init; }

    /// <summary>The language of the prompt, a tag of BCP 47; <c>null</c>: it cannot be told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Language { get; init; }

    /// <summary>What is wrong with the prompt; with <c>fallback_reason: "quality"</c>, what was wrong with the model's.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What customers ask for and the notes say nothing of.</summary>
    public required IReadOnlyList<Gap> Gaps { get; init; }

    internal static QualityBody? From(PromptQuality? quality) => quality is null
        ? null
        : new QualityBody
        {
            Facts = [.. quality.Facts.Select(fact => new FactBody(fact.Kind, fact.Text, fact.Kept))],
            FactsFound = quality.FactsFound,
            FactsKept = quality.FactsKept,
            Repaired = quality.Repaired,
            Appended = quality.Appended,
            Language = quality.Language,
            Findings = quality.Findings,
            Gaps = quality.Gaps,
        };
}

/// <summary>A fact of the notes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its very words in the notes.</param>
/// <param name="Kept">Whether the prompt holds it, if in another form.</param>
public sealed record FactBody(FactKind Kind, string Text, bool Kept);
