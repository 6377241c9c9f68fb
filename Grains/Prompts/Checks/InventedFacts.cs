namespace PromptGen.Prompts.Checks;

/// <summary>Contacts and prices in the prompt that neither the notes nor the template gave, nor what a refinement had.</summary>
internal static class InventedFacts
{
    public static IEnumerable<Flaw> Find(Draft draft)
    {
        foreach (var fact in draft.Facts)
        {
            if (fact.Kind is FactKind.Time or FactKind.Number || draft.Noted.Explains(fact) || draft.Before.Explains(fact) || draft.Others.Explains(fact))
                continue;
            yield return new(fact.Kind is FactKind.Price ? Finding.InventedPrice : Finding.InventedContact, fact.Text) { Fact = fact };
        }
    }
}
