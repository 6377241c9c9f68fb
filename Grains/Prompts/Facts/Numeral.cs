namespace PromptGen.Prompts.Facts;

/// <summary>A number as it is written, such as <c>1.200,50</c>.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Value">What it comes to: digits, and after a point the decimals.</param>
internal readonly record struct Numeral(int Start, int End, string Value)
{
    public int Length => End - Start;

    /// <summary>Reads the number that begins at a digit: groups of digits with single separators between them.</summary>
    public static Numeral Read(FoldedText text, int start)
    {
        var end = start;
        while (char.IsAsciiDigit(text[end]) || (text[end] is '.' or ',' or '\'' && end > start && char.IsAsciiDigit(text[end + 1])))
            end++;
        return new(start, end, ValueOf(text.Slice(start, end)));
    }

    /// <summary>
    /// The value of digits with separators. The last separator is the decimal one, unless three digits follow it or it occurs twice: then it
    /// parts the thousands.
    /// </summary>
    public static string ValueOf(ReadOnlySpan<char> written)
    {
        var last = written.LastIndexOfAny('.', ',');
        var isDecimal = last >= 0 && written.Length - last - 1 is var decimals && decimals != 3 && written[..last].IndexOf(written[last]) < 0;
        // 1.200,500 has two sorts, so that the last can only be the decimal one; 0.125 has no thousands.
        isDecimal |= last >= 0 && written[..last].IndexOfAny('.', ',') is >= 0 and var other && written[other] != written[last] && written[..last].IndexOf(written[last]) < 0;
        isDecimal |= last == 1 && written[0] == '0';
        Span<char> digits = written.Length <= 64 ? stackalloc char[written.Length] : new char[written.Length];
        var length = 0;
        for (var at = 0; at < written.Length; at++)
        {
            if (char.IsAsciiDigit(written[at]))
                digits[length++] = written[at];
            else if (isDecimal && at == last)
                digits[length++] = '.';
        }

        var value = digits[..length];
        if (isDecimal)
            value = value.TrimEnd('0').TrimEnd('.');
        value = value.TrimStart('0');
        return value.IsEmpty ? "0" : value[0] == '.' ? $"0{value}" : value.ToString();
    }
}
