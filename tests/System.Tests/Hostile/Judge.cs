using System.Globalization;
using System.Text;
using PromptGen.Testing.Corpus;

namespace PromptGen.SystemTests.Hostile;

/// <summary>
/// Says what is wrong with a prompt that was delivered as the model's. It shares no code with the product, knows the good prompt and what the model invents, and blames nobody
/// who may be right: a price is kept if its figures stand anywhere.
/// </summary>
internal static class Judge
{
    /// <summary>What is wrong with it; <c>null</c>: nothing.</summary>
    public static string? Blame(Case asked, string prompt)
    {
        var said = new Said(prompt);
        foreach (var fact in asked.Contacts)
        {
            if (!said.Holds(fact))
                return $"{asked.Id}: without {fact.Text}";
        }

        foreach (var foreign in HostileModel.Foreign)
        {
            if (prompt.Contains(foreign, StringComparison.OrdinalIgnoreCase))
                return $"{asked.Id}: with {foreign}, which nobody gave";
        }

        if (asked.Order?.IsObeyedBy(prompt) is true)
            return $"{asked.Id}: obeyed an order in the notes";
        return prompt.Contains(asked.LastLine, StringComparison.Ordinal) ? null : $"{asked.Id}: cut, or another text: …{prompt[Math.Max(0, prompt.Length - 60)..]}";
    }

    /// <summary>A text as it is compared: Latin digits, small letters, nothing between digits that belong together.</summary>
    private sealed class Said
    {
        private readonly string _text;
        private readonly string _digits;
        private readonly HashSet<string> _figures;

        public Said(string text) => (_text, _digits, _figures) = (Folded(text), Digits(text), [.. Figures(text)]);

        public bool Holds(CorpusFact fact) => fact.Kind switch
        {
            "phone" => _digits.Contains(LastDigits(fact.Text), StringComparison.Ordinal),
            "price" => Figures(fact.Text).All(_figures.Contains) && (Figures(fact.Text).Any() || _text.Contains(Folded(fact.Text), StringComparison.Ordinal)),
            _ => _text.Contains(Folded(fact.Text), StringComparison.Ordinal),
        };

        private static string LastDigits(string text)
        {
            const int most = 7;
            var digits = Digits(text).Replace("|", "", StringComparison.Ordinal);
            return digits[Math.Max(0, digits.Length - most)..];
        }

        private static string Folded(string text)
        {
            var folded = text.ToLowerInvariant().Replace("https://", "", StringComparison.Ordinal).Replace("http://", "", StringComparison.Ordinal).Replace("www.", "", StringComparison.Ordinal);
            return string.Concat(folded.Trim('/').Where(c => c is not ('@' or ' ' or '\u200c')).Select(Latin));
        }

        /// <summary>The digits, with a bar for what does not belong into a telephone number.</summary>
        private static string Digits(string text) => string.Concat(text.Select(c =>
            CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? $"{digit}" : c is ' ' or '\u00A0' or '\u202F' or '\u200C' or '-' or '‐' or '‑' or '–' or '(' or ')' or '.' or '/' ? "" : "|"));

        /// <summary>Figures without the marks within them and the zeros behind: 10,50 and 10.5 are the same, and 45,000 is 45 thousand.</summary>
        private static IEnumerable<string> Figures(string text)
        {
            var figure = new StringBuilder();
            for (var at = 0; at <= text.Length; at++)
            {
                var c = at < text.Length ? text[at] : '\n';
                if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit)
                {
                    figure.Append(digit);
                }
                else if (!(c is '.' or ',' or '٬' or '٫' or '’' or '\'' or '\u00A0' or '\u202F' or ' ' && figure.Length > 0 && at + 1 < text.Length && char.IsDigit(text[at + 1])))
                {
                    if (figure.ToString().TrimEnd('0') is { Length: > 0 } found)
                        yield return found;
                    figure.Clear();
                }
            }
        }

        private static char Latin(char c) => CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : c;
    }
}
