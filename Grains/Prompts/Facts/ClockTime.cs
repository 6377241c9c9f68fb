namespace PromptGen.Prompts.Facts;

/// <summary>A time of day as it is written.</summary>
/// <param name="Minute">Its minute of the day.</param>
/// <param name="IsSure">Whether it is clear which half of the day is meant.</param>
/// <param name="IsTime">Whether it can be nothing but a time.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct ClockTime(int Minute, bool IsSure, bool IsTime, int End)
{
    public const int HalfDay = 12 * 60;

    /// <summary>Reads what begins at a digit; null where that can be no time.</summary>
    public static ClockTime? Read(FoldedText text, int start)
    {
        var end = start;
        while (char.IsAsciiDigit(text[end]) && end - start < 3)
            end++;
        if (end - start > 2 || text[end] is '/' or '%')
            return null;
        var hour = end - start == 1 ? text[start] - '0' : ((text[start] - '0') * 10) + text[start + 1] - '0';
        if (hour > 24)
            return null;

        var isSure = hour is > 12 or 0 || (text[start] == '0' && end - start == 2);
        var (minute, isTime) = (0, false);
        if (text[end] is ':' or '.' or 'h' or 'ч' or ',' && char.IsAsciiDigit(text[end + 1]))
        {
            var isMinutes = text[end + 1] < '6' && char.IsAsciiDigit(text[end + 2]) && !char.IsAsciiDigit(text[end + 3]) && !(text[end + 3] == '.' && text[end] == '.' && char.IsAsciiDigit(text[end + 4]));
            if (!isMinutes || text[end] == ',')
                return null;
            isTime = text[end] != '.';
            isSure |= text[end] is 'h' or 'ч';
            minute = ((text[end + 1] - '0') * 10) + text[end + 2] - '0';
            end += 3;
            if (DayParts.HourSign(text, end) is > 0 and var named)
                (isTime, isSure, end) = (true, true, named);
        }

        var (half, after) = DayParts.After(text, end);
        if (half is { } part)
        {
            hour = DayParts.Hour(hour, part);
            return new((hour * 60) + minute, true, true, after);
        }

        if (minute == 0 && DayParts.HourSign(text, end) is > 0 and var sign)
        {
            var isSpan = DayParts.IsSpan(text, end);
            var (later, last) = DayParts.After(text, sign);
            // Minutes may follow: 8時30分.
            if (char.IsAsciiDigit(text[sign]) && text[sign + 2] is '分' or '분')
                (minute, last) = (((text[sign] - '0') * 10) + text[sign + 1] - '0', sign + 3);
            return new((DayParts.Hour(hour, later ?? DayParts.Before(text, start) ?? DayPart.None) * 60) + minute, true, later is not null || !isSpan, later is null ? Math.Max(last, sign) : last);
        }

        var before = DayParts.Before(text, start);
        if (before is { } earlier)
            return new((DayParts.Hour(hour, earlier) * 60) + minute, true, true, end);
        if (char.IsLetterOrDigit(text[end]) && text[end] < '\u2E80')
            return null;
        return new((hour * 60) + minute, isSure, isTime, end);
    }

    /// <summary>The same, behind words such as "at".</summary>
    public static ClockTime? ReadAfterWords(FoldedText text, int at)
    {
        for (var words = 0; words < 2 && !char.IsAsciiDigit(text[at]); words++)
        {
            var end = text.WordEnd(at);
            if (end == at)
                return null;
            if (!DayParts.IsPart(text.Slice(at, end)) && !DayParts.IsClockWord(text.Slice(at, end)))
                return null;
            at = text.SkipSpaces(end);
        }

        return char.IsAsciiDigit(text[at]) ? Read(text, at) : null;
    }

    /// <summary>Where a time begins whose half of the day, or the word for a time, stands before it.</summary>
    public static int SkipBefore(FoldedText text, int start)
    {
        var at = start;
        while (at > 0 && text[at - 1] == ' ' && start - at < 2)
            at--;
        var from = text.WordStart(at);
        return from < at && at - from < 12 && (DayParts.IsPart(text.Slice(from, at)) || DayParts.IsClockWord(text.Slice(from, at))) ? from : start;
    }

    /// <summary>The two ends of a range, each of which may tell the other's half of the day.</summary>
    public static (ClockTime Opens, ClockTime Closes) Pair(ClockTime opens, ClockTime closes)
    {
        // 8-18 has 24 hours; 10-2 has twelve.
        if (closes.IsSure && !opens.IsSure && closes.Minute > HalfDay && !closes.IsTime)
            opens = opens with { IsSure = true };
        return (opens, closes);
    }
}
