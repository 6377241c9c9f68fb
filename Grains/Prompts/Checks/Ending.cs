using System.Buffers;
using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>Whether the prompt ends before its end: the model says so, or its last line does.</summary>
internal static class Ending
{
    private const int WordsOfSentence = 6, LinesOfDocument = 3, CharactersOfDocument = 120;
    private const string Enders = ".!?…。！？؟۔।:：;\"”»’')）]】*_`|>»";

    private static readonly SearchValues<char> Parts = SearchValues.Create(":：@/._");

    // No sentence ends with these.
    private static readonly string[] OpenWords =
    [
        "and", "or", "the", "a", "an", "of", "to", "for", "with", "in", "at", "your", "our", "their", "is", "are", "about", "from", "into", "by", "as", "that", "than", "which", "whose", "because", "if", "when", "should", "must", "would", "could", "und", "oder", "der", "die", "das", "mit", "für", "von", "zu", "et", "ou", "le", "la", "les", "de", "du", "des", "avec", "pour",
        "y", "o", "el", "los", "con", "para", "por", "e", "il", "di", "per", "com", "en", "het", "een", "met", "voor", "ve", "veya", "ile", "için", "i", "lub", "z", "dla", "и", "или", "в", "на", "с", "для", "по", "та", "або", "з",
        "و", "یا", "با", "از", "به", "برای", "در", "که", "را", "في", "من", "على", "إلى", "مع", "أو", "اور", "और", "या", "के", "का", "的", "和", "或",
    ];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var prompt = draft.Prompt.AsSpan().TrimEnd();
        var last = prompt[(prompt.LastIndexOf('\n') + 1)..].Trim();
        if (draft.Sources.IsCut || (!last.IsEmpty && (IsOpen(prompt, last) || (!Enders.Contains(last[^1]) && IsHalf(draft, prompt, last)))))
            return [new(Finding.Cut, last.Length <= 60 ? last.ToString() : last[^60..].ToString())];
        return [];
    }

    /// <summary>Whether something was begun that has no end.</summary>
    private static bool IsOpen(ReadOnlySpan<char> prompt, ReadOnlySpan<char> last)
    {
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

        return false;
    }

    /// <summary>Whether a text without a sign at its end shows that it went on.</summary>
    private static bool IsHalf(Draft draft, ReadOnlySpan<char> prompt, ReadOnlySpan<char> last) =>
        IsHalfWord(draft, prompt) || IsHalfSentence(prompt, last) || (IsDocument(prompt) && IsHalfParagraph(last) && !IsLineOf(draft.Sources.Notes, last)) || LacksTheRest(draft, prompt);

    /// <summary>Whether the last word is only the beginning of one that notes or prompt hold, or too short to be any.</summary>
    private static bool IsHalfWord(Draft draft, ReadOnlySpan<char> prompt)
    {
        const int shortest = 3, shortestPrompt = 30;
        var start = prompt.Length;
        while (start > 0 && FoldedText.IsWord(prompt[start - 1]))
            start--;
        // Scripts without blanks have no such words.
        if (prompt.Length < shortestPrompt || start == prompt.Length || start == 0 || prompt[start] >= '\u2E80' || char.IsUpper(prompt[^1]))
            return false;
        var word = Folding.Of(prompt[start..].ToString());
        var isDocument = IsDocument(prompt);
        // In a line or two a letter may stand alone, as in "option b".
        if (!isDocument && word.Length < shortest)
            return false;
        var isBeginning = false;
        foreach (var other in Words(draft.Sources.Notes).Concat(Words(prompt[..start].ToString())))
        {
            if (other == word)
                return false;
            // A single letter more may be another form of the word.
            isBeginning |= other.Length > word.Length + (isDocument && word.Length > shortest ? 0 : 1) && other.StartsWith(word, StringComparison.Ordinal);
        }

        // A unit such as "kg" stands behind a number.
        return isBeginning || (word.Length < shortest && word[0] < '\u0590' && !char.IsDigit(prompt[..start].TrimEnd()[^1]));
    }

    private static IEnumerable<string> Words(string text)
    {
        var folded = new FoldedText(text);
        for (var at = 0; at < folded.Length;)
        {
            var end = folded.WordEnd(at);
            if (end > at)
                yield return folded.Slice(at, end).ToString();
            at = Math.Max(end, at + 1);
        }
    }

    /// <summary>Whether nearly all the lines before that are sentences have an end.</summary>
    private static bool IsHalfSentence(ReadOnlySpan<char> prompt, ReadOnlySpan<char> last)
    {
        var isLong = IsSentence(last, WordsOfSentence);
        // A label with its value or an address is whole without one.
        if (!isLong && (IsItem(last) || last.IndexOfAny(Parts) >= 0 || !char.IsLetter(last[^1])))
            return false;
        var (ended, open) = (0, 0);
        foreach (var range in prompt[..^last.Length].Split('\n'))
        {
            var line = prompt[..^last.Length][range].Trim();
            if (line.IsEmpty || Outline.HeadingOf(line) is not null || IsItem(line) != IsItem(last) || !IsSentence(line, isLong ? WordsOfSentence : WordsOfSentence / 2))
                continue;
            if (Enders.Contains(line[^1]))
                ended++;
            else
                open++;
        }

        // With nothing to compare with, a sentence may be without an end.
        return ended > open * 4 && (isLong || ended > 1 || prompt.Count('\n') > LinesOfDocument * 4);
    }

    /// <summary>Whether a line of sentences ends within one.</summary>
    private static bool IsHalfParagraph(ReadOnlySpan<char> last)
    {
        const int shortestWord = 4, words = 3;
        for (var at = last.Length - 2; at > 0; at--)
        {
            if (last[at] is not ('.' or '!' or '?' or '؟' or '।') || last[at + 1] != ' ')
                continue;
            var rest = last[(at + 2)..].Trim();
            var word = last[(last[..at].LastIndexOf(' ') + 1)..at];
            // "12 St. James Street" is one sentence, and so is "on 8. May".
            return rest.Count(' ') >= words - 1 && !char.IsLower(rest[0]) && char.IsLetter(rest[0]) && word.Length >= shortestWord && !word.ContainsAnyInRange('0', '9');
        }

        return false;
    }

    /// <summary>Whether the notes have the line as it is: then it is as whole as it was there.</summary>
    private static bool IsLineOf(string notes, ReadOnlySpan<char> line)
    {
        var words = line.TrimStart("-*• ");
        foreach (var range in notes.AsSpan().Split('\n'))
        {
            if (notes.AsSpan(range).Trim().EndsWith(words, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Whether it ends within a fact, or in a word while most of the notes' facts are to come.</summary>
    private static bool LacksTheRest(Draft draft, ReadOnlySpan<char> prompt)
    {
        const int fewest = 3, beginning = 4;
        var missing = 0;
        var isLastMissing = false;
        foreach (var fact in draft.NoteFacts)
        {
            isLastMissing = !draft.Held.Holds(fact, draft.Noted);
            if (!isLastMissing)
                continue;
            missing++;
            for (var length = fact.Text.Length - 1; length >= beginning; length--)
            {
                if (prompt.EndsWith(fact.Text.AsSpan(0, length), StringComparison.Ordinal))
                    return true;
            }
        }

        return isLastMissing && missing >= fewest && missing * 5 >= draft.NoteFacts.Count * 2 && char.IsLetter(prompt[^1]) && IsDocument(prompt);
    }

    /// <summary>Some lines, of which a few words tell that they have no end; of a line or two they do not.</summary>
    private static bool IsDocument(ReadOnlySpan<char> prompt) => prompt.Length > CharactersOfDocument && prompt.Count('\n') > LinesOfDocument;

    private static bool IsUnclosed(ReadOnlySpan<char> line, char open, char close) => line.Count(open) > line.Count(close);

    private static bool IsItem(ReadOnlySpan<char> line) => line[0] is '-' or '*' or '•';

    private static bool IsSentence(ReadOnlySpan<char> line, int words) => line.Count(' ') >= words - 1 || (line[0] >= '\u2E80' && line.Length > words * 2);
}
