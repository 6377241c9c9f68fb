namespace PromptGen.Prompts.Facts;

/// <summary>Finds times of day and ranges of such: what has the form of one, and plain numbers among words about hours.</summary>
internal static class TimeScan
{
    /// <summary>The value of what is open day and night.</summary>
    public const string Always = "24/7";

    public static void Run(Scan scan)
    {
        TimePhrases.Run(scan);
        var text = scan.Text;
        for (var at = text.NextDigit(0); at < text.Length; at = text.NextDigit(at))
        {
            if (scan.IsTaken(at) || char.IsAsciiLetterOrDigit(text[at - 1]))
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
        if (text.Slice(start, Math.Min(start + 4, text.Length)) is "24/7" or "7/24" && !char.IsAsciiDigit(text[start + 4]))
        {
            scan.Add(FactKind.Time, start, start + 4, Always);
            return start + 4;
        }

        if (ClockTime.Read(text, start) is not { } from)
            return Numeral.Read(text, start).End;

        var first = ClockTime.SkipBefore(text, start) is var before && scan.IsFree(before, start) ? before : start;
        if (Ranges.To(text, from.End) is { } second && !scan.IsTaken(second) && ClockTime.ReadAfterWords(text, second) is { } to && !scan.IsTaken(to.End - 1))
        {
            var (opens, closes) = ClockTime.Pair(from, to);
            string[] values = [ValueOf(opens), ValueOf(closes)];
            if (from.IsTime || to.IsTime || first < start || StandsAlone(text, start, to.End) || HourWords.AreAround(scan.HourWords, text, first, to.End))
            {
                scan.Add(FactKind.Time, first, to.End, values);
                return to.End;
            }

            scan.Hours[start] = values;
            scan.Hours[second] = values;
            return Numeral.Read(text, second).End;
        }

        if (from.IsTime || first < start || (from.End > start + 2 && DayParts.IsAfterPreposition(text, start)))
            scan.Add(FactKind.Time, first, from.End, ValueOf(from));
        else if (from.End > start + 2 || DayParts.IsAfterPreposition(text, start))
            scan.Hours[start] = [ValueOf(from)];
        else
            return Numeral.Read(text, start).End;
        return from.End;
    }

    /// <summary>Two numbers that are all that is said between two commas are hours: 10-18.</summary>
    private static bool StandsAlone(FoldedText text, int start, int end)
    {
        var before = start;
        while (text[before - 1] is ' ' or '-' or '*')
            before--;
        var after = text.SkipSpaces(end);
        return text[before - 1] is '\n' or '.' or ',' or ';' or '、' && (text[after] is '\n' or ',' or ';' or '、' || (text[after] == '.' && !char.IsAsciiDigit(text[after + 1])));
    }
}
