namespace PromptGen.Prompts.Checks;

/// <summary>Whether an order within the notes was carried out: what it wanted said stands in the prompt.</summary>
internal static class ObeyedNotes
{
    private const int ShortestToken = 4, LongestQuote = 120, ShortPrompt = 80;

    private static readonly (char Open, char Close)[] Quotes = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('「', '」'), ('\'', '\''), ('`', '`')];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        if (draft.Orders.Texts.Count == 0)
            return [];
        var prompt = draft.Prompt.Trim();
        var orders = string.Join('\n', draft.Orders.Texts);
        if (prompt.Length <= ShortPrompt && orders.Contains(prompt.Trim('"', '.', '!', '*'), StringComparison.OrdinalIgnoreCase))
            return [new(Finding.ObeyedNotes, prompt)];
        foreach (var wanted in draft.Orders.Texts.SelectMany(Wanted).Distinct())
        {
            if (prompt.Contains(wanted, StringComparison.Ordinal) && !draft.Orders.Rest.Contains(wanted, StringComparison.OrdinalIgnoreCase)
                && draft.Sources.Template?.Contains(wanted, StringComparison.OrdinalIgnoreCase) != true)
                return [new(Finding.ObeyedNotes, wanted)];
        }

        return [];
    }

    /// <summary>What an order wants said: words in quotes, and words that look like no word, such as <c>PWNED-42</c>.</summary>
    private static IEnumerable<string> Wanted(string order)
    {
        foreach (var (open, close) in Quotes)
        {
            for (var at = order.IndexOf(open, StringComparison.Ordinal); at >= 0 && at + 1 < order.Length;)
            {
                var end = order.IndexOf(close, at + 1);
                if (end < 0)
                    break;
                if (end - at - 1 is >= 2 and <= LongestQuote && (at == 0 || !char.IsLetterOrDigit(order[at - 1])))
                    yield return order[(at + 1)..end];
                at = order.IndexOf(open, end + 1);
            }
        }

        // An order that is shouted as a whole has no word that stands out.
        var letters = order.Count(char.IsAsciiLetter);
        var isShouted = letters > 0 && order.Count(char.IsAsciiLetterUpper) * 2 > letters;
        foreach (var token in order.Split([' ', '\n', ',', '.', '!', '?', ':', ';', '"', '\'', '(', ')', '“', '”', '«', '»'], StringSplitOptions.RemoveEmptyEntries))
        {
            var isOdd = token.Any(char.IsAsciiLetter) && (token.Any(char.IsAsciiDigit) || token.Contains('_', StringComparison.Ordinal));
            if (token.Length >= ShortestToken && (isOdd || (!isShouted && token.All(c => char.IsAsciiLetterUpper(c) || c is '-' or '_'))))
                yield return token;
        }
    }
}
