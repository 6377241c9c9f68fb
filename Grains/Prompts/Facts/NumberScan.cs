namespace PromptGen.Prompts.Facts;

/// <summary>Finds the numbers that are nothing else: counts, years, house numbers, dates.</summary>
internal static class NumberScan
{
    public static void Run(Scan scan)
    {
        var text = scan.Text;
        for (var at = text.NextDigit(0); at < text.Length; at = text.NextDigit(at))
        {
            if (scan.IsTaken(at))
            {
                at++;
                continue;
            }

            var number = Numeral.Read(text, at);
            var end = Math.Max(number.End, at + 1);
            if (EndOfCode(text, end) is { } after)
            {
                at = after;
                continue;
            }

            // Part of a name such as B2B, or the number of a point in a list.
            if (!char.IsAsciiLetter(text[at - 1]) && !IsOfList(text, number) && scan.IsFree(number.Start, number.End))
                Add(scan, number);
            at = end;
        }
    }

    /// <summary>The end of what is no number but a code, such as <c>40d1b8</c>: digits, letters and digits again; <c>null</c> where it is none.</summary>
    private static int? EndOfCode(FoldedText text, int end)
    {
        var letters = end;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
            letters++;
        var isSize = letters == end + 1 && text[end] == 'x';
        if (letters == end || isSize || letters >= text.Length || !char.IsAsciiDigit(text[letters]))
            return null;
        while (letters < text.Length && char.IsAsciiLetterOrDigit(text[letters]))
            letters++;
        return letters;
    }

    /// <summary>A date has its numbers each for themselves, for they are written in many orders.</summary>
    private static void Add(Scan scan, Numeral number)
    {
        var written = scan.Text.Slice(number.Start, number.End);
        if (written.Count('.') == 2 && Shapes.IsOther(written) && !Shapes.IsThousands(written))
        {
            var first = written.IndexOf('.');
            var last = written.LastIndexOf('.');
            scan.Add(FactKind.Number, number.Start, number.End, Numeral.ValueOf(written[..first]), Numeral.ValueOf(written[(last + 1)..]));
            return;
        }

        // "1.5 million" may be written out elsewhere.
        var (zeros, end) = Multipliers.After(scan.Text, number.End);
        var isLarge = zeros > 0 && end - number.End > 2;
        scan.Add(FactKind.Number, number.Start, isLarge ? end : number.End, isLarge ? Multipliers.Apply(number.Value, zeros) : number.Value);
    }

    private static bool IsOfList(FoldedText text, Numeral number)
    {
        if (number.Length > 2 || text[number.End] is not ('.' or ')' or '-' or ':' or '、') || (text[number.End + 1] is not (' ' or '\n') && text[number.End] != '、'))
            return false;
        var at = number.Start;
        while (text[at - 1] is ' ' or '#' or '*' or '(' or '-')
            at--;
        return text[at - 1] == '\n';
    }
}
