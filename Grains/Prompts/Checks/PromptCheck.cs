using System.Collections.Immutable;
using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>Checks a prompt against what it was written from. Pure, and in time proportional to the texts.</summary>
public static class PromptCheck
{
    private static readonly Func<Draft, IEnumerable<Flaw>>[] Checks =
    [
        MissingFacts.Find, InventedFacts.Find, LanguageCheck.Find, Placeholders.Find, Sections.Find, Ending.Find, Talk.Find, LeakedRules.Find, AnsweredNotes.Find, ObeyedNotes.Find,
    ];

    /// <summary>Checks a prompt.</summary>
    /// <param name="sources">What it was written from.</param>
    /// <param name="prompt">The prompt, as it would be delivered.</param>
    public static PromptReport Check(PromptSources sources, string prompt)
    {
        var draft = new Draft(sources, prompt);
        return new()
        {
            Facts = [.. draft.NoteFacts.Select(fact => new CheckedFact(fact, draft.Held.Holds(fact, draft.Noted)))],
            Flaws = [.. Checks.SelectMany(check => check(draft))],
            Gaps = Gaps(draft.NoteFacts),
            Language = draft.Language,
        };
    }

    /// <summary>What the notes say nothing of.</summary>
    public static ImmutableArray<Gap> Gaps(string notes) => Gaps(FactFinder.Find(notes));

    private static ImmutableArray<Gap> Gaps(IReadOnlyList<Fact> facts)
    {
        // Two numbers that are hours to a reader are hours enough.
        var kinds = facts.Select(fact => fact.Kind is FactKind.Number && fact.Hours.Length > 1 ? FactKind.Time : fact.Kind).ToHashSet();
        return
        [
            .. kinds.Contains(FactKind.Time) ? [] : (Gap[])[Gap.OpeningHours],
            .. kinds.Contains(FactKind.Phone) ? [] : (Gap[])[Gap.Phone],
            .. kinds.Overlaps([FactKind.Email, FactKind.Url, FactKind.Handle]) ? [] : (Gap[])[Gap.Contact],
            .. kinds.Contains(FactKind.Price) ? [] : (Gap[])[Gap.Prices],
        ];
    }
}
