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
        var own = Runs(rules).Select(run => run.Hash).ToHashSet();
        foreach (var given in (ReadOnlySpan<string?>)[sources.Notes, sources.Template, sources.Previous, sources.Feedback])
            own.ExceptWith(Runs(given ?? "").Select(run => run.Hash));
        return Runs(draft.Prompt).Where(run => own.Contains(run.Hash)).Select(run => new Flaw(Finding.LeakedRules, run.Words())).Take(1);
    }

    /// <summary>Every few words in a row, by a hash of them.</summary>
    private static IEnumerable<(ulong Hash, Func<string> Words)> Runs(string text)
    {
        var words = Folding.Of(text).Split([' ', '\n', '.', ',', ':', ';', '-', '"', '*'], StringSplitOptions.RemoveEmptyEntries);
        var hashes = Array.ConvertAll(words, HashOf);
        for (var at = 0; at + Run <= words.Length; at++)
        {
            var hash = 0UL;
            for (var next = at; next < at + Run; next++)
                hash = (hash * 0x9E3779B97F4A7C15) + hashes[next];
            var start = at;
            yield return (hash, () => string.Join(' ', words, start, Run));
        }
    }

    private static ulong HashOf(string word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
            hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }
}
