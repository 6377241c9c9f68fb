namespace PromptGen.Prompts.Facts;

/// <summary>Finds amounts of money: numbers beside a currency, and ranges of such.</summary>
internal static class PriceScan
{
    public static void Run(Scan scan)
    {
        var text = scan.Text;
        var spent = 0;
        for (var at = text.NextDigit(0); at < text.Length; at = text.NextDigit(at))
        {
            if (scan.IsTaken(at))
            {
                at++;
                continue;
            }

            var amount = Read(scan, at);
            var end = amount.End;
            if (!char.IsAsciiLetter(text[at - 1]) && Price(scan, amount, spent) is { } price)
            {
                scan.Add(FactKind.Price, price.Start, price.End, price.Values);
                spent = end = price.End;
            }

            at = Math.Max(end, at + 1);
        }
    }

    /// <summary>The value of an amount of money.</summary>
    internal static string ValueOf(string amount, string code) => $"{amount} {code}";

    private static (int Start, int End, string[] Values)? Price(Scan scan, Numeral amount, int spent)
    {
        var text = scan.Text;
        // A sign right before the next number belongs to that.
        var before = Currencies.Before(text, amount.Start) is { } sign && sign.Start >= spent && !scan.IsTaken(sign.Start) ? sign : default((string Code, int Start)?);
        var (zeros, end) = Multipliers.After(text, amount.End);
        var after = Following(scan, end);
        if (after is null)
            (zeros, end) = before is null || zeros < 3 ? (0, amount.End) : (zeros, end);
        var code = after?.Code ?? before?.Code;
        var start = after is null || before?.Code == after.Value.Code ? before?.Start ?? amount.Start : amount.Start;

        // Of a range, one currency is enough.
        if (Other(scan, after?.End ?? end) is { } other)
        {
            var (moreZeros, otherEnd) = Multipliers.After(text, other.End);
            var otherAfter = Following(scan, otherEnd);
            // "290 Toman to 2 users" is no range.
            if (otherAfter is null && (before is null || after is not null))
                return code is null ? null : One();
            if (otherAfter is null)
                (moreZeros, otherEnd) = (0, other.End);
            if ((otherAfter?.Code ?? code) is { } common && (code is null || code == common))
            {
                // "10-15 thousand" means both.
                var ownZeros = zeros == 0 && after is null ? moreZeros : zeros;
                return (start, otherAfter?.End ?? otherEnd, [ValueOf(Multipliers.Apply(amount.Value, ownZeros), common), ValueOf(Multipliers.Apply(other.Value, moreZeros), common)]);
            }
        }

        return code is null ? null : One();

        (int, int, string[]) One() => (start, after?.End ?? end, [ValueOf(Multipliers.Apply(amount.Value, zeros), code!)]);
    }

    private static (string Code, int End)? Following(Scan scan, int end)
    {
        if (Currencies.After(scan.Text, end) is not { } after || scan.IsTaken(after.End - 1) || (char.IsAsciiLetter(scan.Text[after.End - 1]) && char.IsAsciiDigit(scan.Text[after.End])))
            return null;
        var isNext = !char.IsLetter(scan.Text[after.End - 1]) && char.IsAsciiDigit(scan.Text[after.End]) && scan.Text[end] == ' ';
        return isNext ? null : after;
    }

    /// <summary>The second number of a range.</summary>
    private static Numeral? Other(Scan scan, int end)
    {
        if (Ranges.To(scan.Text, end) is not { } at)
            return null;
        if (!char.IsAsciiDigit(scan.Text[at]) && Currencies.At(scan.Text, at) is { } sign && !char.IsLetter(scan.Text[at]))
            at = scan.Text.SkipSpaces(sign.End);
        return char.IsAsciiDigit(scan.Text[at]) && !scan.IsTaken(at) ? Read(scan, at) : null;
    }

    /// <summary>A number whose thousands may be parted by blanks, which only a currency beside it tells from two numbers.</summary>
    private static Numeral Read(Scan scan, int start)
    {
        var text = scan.Text;
        var first = Numeral.Read(text, start);
        if (first.Length > 3 || text[first.End] != ' ' || text[start] == '0')
            return first;
        var end = first.End;
        while (text[end] == ' ' && IsThousand(text, end + 1))
            end += 4;
        if (end == first.End)
            return first;
        if (text[end] is '.' or ',' && char.IsAsciiDigit(text[end + 1]))
            end = Numeral.Read(text, end + 1).End;
        var (_, last) = Multipliers.After(text, end);
        if (Currencies.After(text, last) is null && Currencies.Before(text, start) is null)
            return first;
        Span<char> joined = stackalloc char[end - start <= 64 ? end - start : 0];
        if (joined.IsEmpty)
            return first;
        var length = 0;
        foreach (var c in text.Slice(start, end))
        {
            if (c != ' ')
                joined[length++] = c;
        }

        return new(start, end, Numeral.ValueOf(joined[..length]));
    }

    private static bool IsThousand(FoldedText text, int at) =>
        char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && !char.IsAsciiDigit(text[at + 3]);
}
