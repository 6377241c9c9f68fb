using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>What the notes say and the prompt does not.</summary>
internal static class MissingFacts
{
    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var sources = draft.Sources;
        var excused = new Excused(sources.Feedback);
        foreach (var fact in draft.NoteFacts)
        {
            // A refinement need not bring back what an earlier one, or the user's own hand, has taken out.
            var isOut = sources.Previous is not null && !draft.Before.Holds(fact);
            if (!isOut && !draft.Held.Holds(fact) && !draft.Orders.Hold(fact) && !excused.Covers(fact, sources.Notes))
                yield return Missing(fact, sources.Notes);
        }

        foreach (var fact in draft.PreviousFacts)
        {
            // Numbers of its own may be about how to answer.
            var isOfNotes = fact.Kind is FactKind.Number or FactKind.Time || draft.Noted.Holds(fact);
            if (!isOfNotes && !draft.Held.Holds(fact) && !excused.Covers(fact, sources.Previous!))
                yield return Missing(fact, sources.Previous!);
        }
    }

    private static Flaw Missing(Fact fact, string text) => new(Finding.MissingFact, fact.Text) { Fact = fact, Line = Lines.Of(text, fact) };
}
