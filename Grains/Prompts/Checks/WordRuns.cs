using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>Every eight words in a row of a text: a prompt that holds such a run by chance there is none of. Made once of a text that many prompts are compared with.</summary>
public sealed class WordRuns
{
    private const int Length = 8;

    private readonly HashSet<ulong> _runs;

    /// <summary>The runs of a text, however it is written: letters of one case, no accents, no punctuation.</summary>
    public WordRuns(string text) => _runs = [.. Of(text).Select(run => run.Hash)];

    /// <summary>The first run that a prompt has in common with the text and none of <paramref name="given"/>, in the prompt's words; <c>null</c>: there is none.</summary>
    internal string? FirstIn(string prompt, params ReadOnlySpan<string?> given)
    {
        HashSet<ulong>? excused = null;
        foreach (var (hash, start, end) in Of(prompt))
        {
            if (!_runs.Contains(hash))
                continue;
            if (excused is null)
            {
                excused = [];
                foreach (var text in given)
                    excused.UnionWith(Of(text ?? "").Select(run => run.Hash));
            }

            if (!excused.Contains(hash))
                return prompt[start..end];
        }

        return null;
    }

    /// <summary>The hash of each run, and where it stands.</summary>
    private static List<(ulong Hash, int Start, int End)> Of(string text)
    {
        var (runs, words) = (new List<(ulong, int, int)>(), new Queue<(ulong Hash, int Start)>(Length));
        var (hash, start) = (0UL, -1);
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? Folding.Of(text[at]) : ' ';
            if (c is Folding.Nothing)
                continue;
            if (c is not (' ' or '\n' or '.' or ',' or ':' or ';' or '-' or '"' or '*'))
            {
                // FNV-1a.
                (hash, start) = start < 0 ? (14695981039346656037UL, at) : (hash, start);
                hash = (hash ^ c) * 1099511628211UL;
            }
            else if (start >= 0)
            {
                if (words.Count == Length)
                    words.Dequeue();
                words.Enqueue((hash, start));
                if (words.Count == Length)
                    runs.Add((words.Aggregate(0UL, (sum, word) => (sum * 0x9E3779B97F4A7C15) + word.Hash), words.Peek().Start, at));
                start = -1;
            }
        }

        return runs;
    }
}
