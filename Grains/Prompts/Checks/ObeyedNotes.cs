using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>Whether an order within the notes was carried out: what it wanted said stands in the prompt.</summary>
internal static class ObeyedNotes
{
    private const int ShortestToken = 4, LongestQuote = 120, ShortPrompt = 80, DenseTail = 4, ShortestTail = 5;

    private static readonly (char Open, char Close)[] Quotes = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('「', '」'), ('\'', '\''), ('`', '`')];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        if (draft.Orders.Texts.Count == 0)
            return [];
        var prompt = draft.Prompt.Trim();
        var orders = string.Join('\n', draft.Orders.Texts);
        if (prompt.Length <= ShortPrompt && orders.Contains(prompt.Trim('"', '.', '!', '*'), StringComparison.OrdinalIgnoreCase))
            return [new(Finding.ObeyedNotes, prompt)];
        foreach (var wanted in draft.Orders.Texts.SelectMany(Wanted).Distinct().Where(wanted => !HoldsContact(wanted)))
        {
            if (prompt.Contains(wanted, StringComparison.OrdinalIgnoreCase) && !draft.Orders.Rest.Contains(wanted, StringComparison.OrdinalIgnoreCase)
                && draft.Sources.Template?.Contains(wanted, StringComparison.OrdinalIgnoreCase) != true)
                return [new(Finding.ObeyedNotes, wanted)];
        }

        return [];
    }

    /// <summary>Contacts and prices belong into the prompt wherever they stand.</summary>
    private static bool HoldsContact(string wanted) => FactFinder.Find(wanted).Any(fact => fact.Kind is not (FactKind.Number or FactKind.Time));

    /// <summary>
    /// What an order wants said: words in quotes or after a colon, words that look like no others, such as <c>PWNED-42</c> or a name, and the last
    /// ones of the sentence.
    /// </summary>
    private static IEnumerable<string> Wanted(string order)
    {
        foreach (var (open, close) in Quotes)
        {
            for (var at = order.IndexOf(open, StringComparison.Ordinal); at >= 0 && at + 1 < order.Length;)
            {
                var end = order.IndexOf(close, at + 1);
                if (end < 0)
                    break;
                if (end - at - 1 is >= 2 and <= LongestQuote && (open != '\'' || at == 0 || !char.IsLetterOrDigit(order[at - 1])))
                    yield return order[(at + 1)..end];
                at = order.IndexOf(open, end + 1);
            }
        }

        var said = order.TrimEnd(' ', '\n', '.', '!', '?', ')', ']', '>', '"', '。', '：', ':', '।', '؟');
        if (said.LastIndexOfAny([':', '：']) is >= 0 and var colon && said.Length - colon is > ShortestToken and <= LongestQuote)
            yield return said[(colon + 1)..].Trim();
        if (said.Length > 0 && said[^1] >= '\u2E80' && said.Length >= 2 * DenseTail)
            yield return said[^DenseTail..];
        foreach (var run in Runs(said))
            yield return run;
    }

    private static IEnumerable<string> Runs(string said)
    {
        var words = Words(said);
        // An order that is shouted as a whole has no word that stands out; in another script, each of the other script does.
        var isShouted = words.Count(word => IsUpper(said[word])) * 2 > words.Count;
        var isLatin = said.Count(char.IsAsciiLetter) * 2 > said.Count(char.IsLetter);
        var first = -1;
        for (var at = 0; at <= words.Count; at++)
        {
            var word = at < words.Count ? said[words[at]] : "";
            var isOdd = word.Length > 0 && !isShouted && at > 0 && (IsUpper(word) || char.IsUpper(word[0]) || IsCode(word) || (!isLatin && IsLatin(word[0])));
            if (isOdd)
            {
                first = first < 0 ? at : first;
                continue;
            }

            if (first >= 0)
            {
                var run = said[words[first].Start..words[at - 1].End];
                if (at - first > 1 || (run.Length >= ShortestToken && (IsUpper(run) || IsCode(run))))
                    yield return run;
            }

            first = -1;
        }

        // Where the verb comes last, what is to be said stands before it.
        for (var last = words.Count - 1; last >= Math.Max(2, words.Count - 2); last--)
        {
            var tail = said[words[last - 1].Start..words[last].End];
            if (tail.Length > ShortestTail)
                yield return tail;
        }
    }

    /// <summary>The words of a text; one ends where a script without blanks begins.</summary>
    private static List<Range> Words(string text)
    {
        var words = new List<Range>();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && IsPart(text[end]) && text[end] >= '\u2E80' == text[at] >= '\u2E80')
                end++;
            if (end > at)
                words.Add(at..end);
            at = Math.Max(end, at + 1);
        }

        return words;
    }

    private static bool IsPart(char c) => FoldedText.IsWord(c) || char.IsDigit(c) || Folding.Of(c) is Folding.Nothing or '-' or '_' or '\'';

    private static bool IsUpper(string word) => word.Any(char.IsUpper) && !word.Any(char.IsLower) && word.Length > 1;

    private static bool IsCode(string word) => word.Any(char.IsLetter) && (word.Any(char.IsDigit) || word.Contains('_', StringComparison.Ordinal));

    private static bool IsLatin(char c) => c < '\u0250' && char.IsLetter(c);
}
