using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>The lines around the notes, or whole runs of words of what the model was told.</summary>
internal static class LeakedRules
{
    private const int Run = 8;

    private static readonly string[] Marks = ["<<<BEGIN ", "<<<END ", "BEGIN NOTES", "END NOTES"];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var sources = draft.Sources;
        foreach (var mark in Marks)
        {
            if (draft.Prompt.Contains(mark, StringComparison.OrdinalIgnoreCase) && !sources.Notes.Contains(mark, StringComparison.OrdinalIgnoreCase))
                return [new(Finding.LeakedRules, mark)];
        }

        if (sources.Rules is not { } rules)
            return [];
        var own = Runs(rules);
        foreach (var given in (ReadOnlySpan<string?>)[sources.Notes, sources.Template, sources.Previous, sources.Feedback])
            own.ExceptWith(Runs(given ?? ""));
        return Runs(draft.Prompt).FirstOrDefault(own.Contains) is { } leaked ? [new(Finding.LeakedRules, leaked)] : [];
    }

    /// <summary>Every few words in a row.</summary>
    private static HashSet<string> Runs(string text)
    {
        var words = Folding.Of(text).Split([' ', '\n', '.', ',', ':', ';', '-', '"', '*'], StringSplitOptions.RemoveEmptyEntries);
        var runs = new HashSet<string>();
        for (var at = 0; at + Run <= words.Length; at++)
            runs.Add(string.Join(' ', words, at, Run));
        return runs;
    }
}
