namespace PromptGen.Prompts.Facts;

/// <summary>Finds times of day and ranges of such: what has the form of one, and plain numbers among words about hours.</summary>
internal static class TimeScan
{
    public static void Run(Scan scan)
    {
        var text = scan.Text;
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]) || scan.IsTaken(at) || char.IsAsciiLetterOrDigit(text[at - 1]))
            {
                at++;
                continue;
            }

            at = Math.Max(Read(scan, at), at + 1);
        }
    }

    /// <summary>The value of a time: its minute of the day, with a mark where it may be that of the other half of the day as well.</summary>
    internal static string ValueOf(ClockTime time) => time.IsSure ? $"{time.Minute % (2 * ClockTime.HalfDay)}" : $"{time.Minute % ClockTime.HalfDay}?";

    private static int Read(Scan scan, int start)
    {
        var text = scan.Text;
        if (text[start] == '2' && text[start + 1] == '4' && text[start + 2] == '/' && text[start + 3] == '7' && !char.IsAsciiDigit(text[start + 4]))
        {
            scan.Add(FactKind.Time, start, start + 4, "24/7");
            return start + 4;
        }

        if (ClockTime.Read(text, start) is not { } from)
            return Numeral.Read(text, start).End;

        var first = ClockTime.SkipBefore(text, start);
        if (Ranges.To(text, from.End) is { } second && !scan.IsTaken(second) && ClockTime.ReadAfterWords(text, second) is { } to && !scan.IsTaken(to.End - 1))
        {
            var (opens, closes) = ClockTime.Pair(from, to);
            if (from.IsTime || to.IsTime || first < start || HourWords.Around(text, first, to.End))
            {
                scan.Add(FactKind.Time, first, to.End, ValueOf(opens), ValueOf(closes));
                return to.End;
            }

            scan.Pairs.Add((ValueOf(opens), ValueOf(closes)));
            return Numeral.Read(text, start).End;
        }

        if (from.IsTime || first < start)
            scan.Add(FactKind.Time, first, from.End, ValueOf(from));
        return from.End;
    }
}
