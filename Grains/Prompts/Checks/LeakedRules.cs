namespace PromptGen.Prompts.Checks;

/// <summary>The lines around the notes, or whole runs of words of what the model was told.</summary>
internal static class LeakedRules
{
    private static readonly string[] Marks = ["<<<BEGIN ", "<<<END ", "BEGIN NOTES", "END NOTES"];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var sources = draft.Sources;
        foreach (var mark in Marks)
        {
            if (draft.Prompt.Contains(mark, StringComparison.OrdinalIgnoreCase) && !sources.Notes.Contains(mark, StringComparison.OrdinalIgnoreCase))
                return [new(Finding.LeakedRules, mark)];
        }

        return sources.Rules?.FirstIn(draft.Prompt, sources.Notes, sources.Template, sources.Previous, sources.Feedback) is { } words ? [new(Finding.LeakedRules, words)] : [];
    }
}
