namespace PromptGen.Prompts.Checks;

/// <summary>Whether the prompt ends before its end: the model says so, or its last line does.</summary>
internal static class Ending
{
    private const int WordsOfSentence = 6;
    private const string Enders = ".!?…。！？؟۔।:：;\"”»’')）]】*_`|>»";

    // No sentence ends with these.
    private static readonly string[] OpenWords =
    [
        "and", "or", "the", "a", "an", "of", "to", "for", "with", "in", "at", "your", "our", "their", "is", "are", "und", "oder", "der", "die", "das", "mit", "für", "von", "zu", "et", "ou", "le", "la", "les", "de", "du", "des", "avec", "pour",
        "y", "o", "el", "los", "con", "para", "por", "e", "il", "di", "per", "com", "en", "het", "een", "met", "voor", "ve", "veya", "ile", "için", "i", "lub", "z", "dla", "и", "или", "в", "на", "с", "для", "по", "та", "або", "з",
        "و", "یا", "با", "از", "به", "برای", "در", "که", "را", "في", "من", "على", "إلى", "مع", "أو", "اور", "یا", "और", "या", "के", "का", "的", "和", "或",
    ];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var prompt = draft.Prompt.AsSpan().TrimEnd();
        var last = prompt[(prompt.LastIndexOf('\n') + 1)..].Trim();
        if (draft.Sources.IsCut || IsOpen(prompt, last))
            return [new(Finding.Cut, last.Length <= 60 ? last.ToString() : last[^60..].ToString())];
        return [];
    }

    private static bool IsOpen(ReadOnlySpan<char> prompt, ReadOnlySpan<char> last)
    {
        if (last.IsEmpty)
            return false;
        if (last[^1] is ',' or '،' or '、' or '，' or '-' or '–' or '—' or '(' or '[' or '/' or '&' or '=' or ':' or '：')
            return true;
        // A heading with nothing below it.
        if (Outline.HeadingOf(last) is not null && prompt.Length > last.Length)
            return true;
        if (IsUnclosed(last, '(', ')') || IsUnclosed(last, '[', ']') || last.Count("**") % 2 == 1 || prompt.Count("```") % 2 == 1)
            return true;
        var word = last[(last.LastIndexOf(' ') + 1)..];
        foreach (var open in OpenWords)
        {
            if (word.Equals(open, StringComparison.OrdinalIgnoreCase) && last.Length > word.Length)
                return true;
        }

        return !Enders.Contains(last[^1]) && (IsHalfWord(prompt, word) || (IsSentence(last) && OthersEnd(prompt, last)));
    }

    /// <summary>Whether the last word stands nowhere else, and is the beginning of one that does.</summary>
    private static bool IsHalfWord(ReadOnlySpan<char> prompt, ReadOnlySpan<char> word)
    {
        const int ending = 3;
        if (word.Length < ending || !char.IsLetter(word[0]) || word[0] >= '\u2E80')
            return false;
        var before = prompt[..^word.Length];
        var isBeginning = false;
        for (var at = before.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0;)
        {
            var end = at + word.Length;
            while (end < before.Length && char.IsLetter(before[end]))
                end++;
            if (at == 0 || !char.IsLetter(before[at - 1]))
            {
                if (end - at - word.Length < ending)
                    return false;
                isBeginning = true;
            }

            var next = before[end..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
            at = next < 0 ? -1 : end + next;
        }

        return isBeginning;
    }

    private static bool IsUnclosed(ReadOnlySpan<char> line, char open, char close) => line.Count(open) > line.Count(close);

    private static bool IsSentence(ReadOnlySpan<char> line) => line.Count(' ') >= WordsOfSentence - 1 || (line[0] >= '\u2E80' && line.Length > 12);

    /// <summary>Whether the sentences of the lines before have an end, nearly all of them.</summary>
    private static bool OthersEnd(ReadOnlySpan<char> prompt, ReadOnlySpan<char> last)
    {
        var isItem = last[0] is '-' or '*' or '•';
        var (ended, open) = (0, 0);
        foreach (var range in prompt[..^last.Length].Split('\n'))
        {
            var line = prompt[..^last.Length][range].Trim();
            if (line.IsEmpty || Outline.HeadingOf(line) is not null || line[0] is '-' or '*' or '•' != isItem || !IsSentence(line))
                continue;
            if (Enders.Contains(line[^1]))
                ended++;
            else
                open++;
        }

        // With nothing to compare with, a sentence may be without an end.
        return ended > open * 4;
    }
}
