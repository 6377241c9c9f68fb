using System.Globalization;

namespace PromptGen.Prompts.Facts;

/// <summary>
/// What characters have in common that mean the same: case, width, the digits of all scripts, accents, Arabic and Persian letters, dashes.
/// By a table, because <c>InvariantGlobalization</c> leaves <see cref="string.Normalize()"/> nothing to work with.
/// </summary>
internal static class Folding
{
    /// <summary>Stands for a character that is left out: one that only joins, directs or decorates.</summary>
    public const char Nothing = '\0';

    private static readonly (string From, char To)[] Letters =
    [
        ("àáâãäåāăąǎ", 'a'), ("çćĉċč", 'c'), ("ďđ", 'd'), ("èéêëēĕėęě", 'e'), ("ĝğġģ", 'g'), ("ĥħ", 'h'), ("ìíîïĩīĭįıi\u0307", 'i'), ("ĵ", 'j'), ("ķ", 'k'),
        ("ĺļľŀł", 'l'), ("ñńņň", 'n'), ("òóôõöøōŏőơ", 'o'), ("ŕŗř", 'r'), ("śŝşšș", 's'), ("ţťŧț", 't'), ("ùúûüũūŭůűųư", 'u'), ("ŵ", 'w'), ("ýÿŷ", 'y'), ("źżž", 'z'),
        ("ё", 'е'), ("يىئې", 'ی'), ("ك", 'ک'), ("ةۀە", 'ه'), ("أإآٱ", 'ا'), ("ؤ", 'و'),
        ("٫", '.'), ("٬،，", ','), ("٪", '%'), ("؛", ';'), ("؟", '?'), ("。", '.'), ("‐‑‒–—―−﹣－〜～∼", '-'), ("’‘ʼ′`´", '\''), ("“”„«»", '"'), ("\u2028\u2029\r\u0085", '\n'), ("⁄∕", '/'),
    ];

    private static readonly char[] Table = Build();

    /// <summary>The folded character, or <see cref="Nothing"/>.</summary>
    public static char Of(char c) => Table[c];

    /// <summary>A text folded, without what is left out.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var folded = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (Table[c] is not Nothing and var to)
                folded[length++] = to;
        }

        return new string(folded, 0, length);
    }

    private static char[] Build()
    {
        var table = new char[char.MaxValue + 1];
        for (var c = 0; c <= char.MaxValue; c++)
            table[c] = Simple((char)c);
        foreach (var (from, to) in Letters)
        {
            foreach (var c in from)
            {
                table[c] = to;
                table[char.ToUpperInvariant(c)] = to;
            }
        }

        // The loop above has met an i and a dotless one, whose capital is the plain I.
        (table['I'], table['i'], table['\u0130']) = ('i', 'i', 'i');
        table['\u0307'] = Nothing;
        return table;
    }

    private static char Simple(char c)
    {
        if (c is '\n' or '\t')
            return c == '\t' ? ' ' : c;
        if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit)
            return (char)('0' + digit);
        // The full-width forms of ASCII.
        if (c is >= '\uFF01' and <= '\uFF5E')
            return char.ToLowerInvariant((char)(c - 0xFEE0));
        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.SpaceSeparator => ' ',
            UnicodeCategory.Control or UnicodeCategory.Format => Nothing,
            // Accents and Arabic vowels, which many leave out; those of Indic scripts and of Thai are letters in all but name.
            UnicodeCategory.NonSpacingMark when c is < '\u0900' or (>= '\uFE00' and <= '\uFE0F') => Nothing,
            _ => c is '\u0640' ? Nothing : char.ToLowerInvariant(c),
        };
    }
}
