using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>Words for thousands and more that stand between a number and its currency.</summary>
internal static class Multipliers
{
    private static readonly (int Zeros, string Names)[] All =
    [
        (3, "k thousand tausend mille mil mila duizend bin tys tysiecy tysiące тыс тысяч тысячи тысяча тис тисяч هزار الف آلاف ہزار हज़ार हजार 千 천"),
        (4, "万 萬 만"), (5, "lakh lakhs लाख لاکھ"), (6, "m mio million millions millionen milyon miljoen milionów млн миллион миллиона миллионов мільйонів میلیون ملیون مليون ملايين 百万"),
        (7, "crore crores करोड़ کروڑ"), (8, "億 亿 억"), (9, "mrd milliard milliarden billion milyar млрд миллиард میلیارد مليار"),
    ];

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Zeros = All
        .SelectMany(one => one.Names.Split(' '), (one, name) => (Name: Folding.Of(name), one.Zeros)).DistinctBy(pair => pair.Name)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Zeros).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many zeros the word after a number stands for, and where it ends; none where there is no such word.</summary>
    public static (int Zeros, int End) After(FoldedText text, int end)
    {
        var at = text.SkipSpaces(end);
        if (at - end > 1)
            return (0, end);
        // Scripts without blanks write the currency right behind it.
        if (text[at] >= '\u2E80' && Zeros.TryGetValue(text.Slice(at, Math.Min(at + 1, text.Length)), out var dense))
            return (dense, at + 1);
        var word = text.WordEnd(at);
        // Persian often writes both in one: 600 هزارتومان.
        for (var length = Math.Min(6, word - at - 1); length >= 3 && text[at] is >= '\u0600' and < '\u0900'; length--)
        {
            if (Zeros.TryGetValue(text.Slice(at, at + length), out var joined) && Currencies.At(text, at + length) is not null)
                return (joined, at + length);
        }

        if (word - at > 12 || !Zeros.TryGetValue(text.Slice(at, word), out var zeros))
            return (0, end);
        return (zeros, text[word] == '.' ? word + 1 : word);
    }

    /// <summary>A value with so many zeros more.</summary>
    public static string Apply(string value, int zeros)
    {
        if (zeros == 0)
            return value;
        var point = value.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? "" : value[(point + 1)..];
        var digits = ((point < 0 ? value : value[..point]) + decimals).TrimStart('0');
        return decimals.Length <= zeros ? digits + new string('0', zeros - decimals.Length) : $"{digits[..^(decimals.Length - zeros)]}.{digits[^(decimals.Length - zeros)..]}";
    }
}
