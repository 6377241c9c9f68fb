using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>What the notes say and the prompt does not.</summary>
internal static class MissingFacts
{
    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var sources = draft.Sources;
        var excused = new Excused(sources.Feedback);
        var repeated = new Repeated(draft);
        foreach (var fact in draft.NoteFacts)
        {
            // A refinement need not bring back what an earlier one, or the user's own hand, has taken out.
            var isOut = sources.Previous is not null && !draft.Before.Holds(fact);
            // A contact or a price is kept wherever it stands; the order around it is not.
            var isOfOrder = fact.Kind is FactKind.Number or FactKind.Time && draft.Orders.Hold(fact);
            if (!isOut && !isOfOrder && (!draft.Held.Holds(fact, draft.Noted) || repeated.Lacks(fact)) && !excused.Covers(fact, sources.Notes))
                yield return Missing(fact, sources.Notes, draft.Orders);
        }

        foreach (var fact in draft.PreviousFacts)
        {
            // Numbers of its own may be about how to answer.
            var isOfNotes = fact.Kind is FactKind.Number or FactKind.Time || draft.Noted.Holds(fact);
            if (!isOfNotes && !draft.Held.Holds(fact, draft.Before) && !excused.Covers(fact, sources.Previous!))
                yield return Missing(fact, sources.Previous!);
        }
    }

    private static Flaw Missing(Fact fact, string text, Orders? orders = null)
    {
        var (start, end) = Lines.Around(text, fact);
        var line = Lines.Plain(orders?.Without(start, end) ?? text[start..end]);
        return new(Finding.MissingFact, fact.Text) { Fact = fact, Line = line.Contains(fact.Text, StringComparison.Ordinal) ? line : fact.Text };
    }
}
