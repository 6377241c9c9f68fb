namespace PromptGen.Prompts.Facts;

/// <summary>Tells numbers with signs between them apart by their groups.</summary>
internal static class Shapes
{
    /// <summary>Whether it is a date, two years, two times or one large number, which look like phone numbers to who counts digits.</summary>
    public static bool IsOther(ReadOnlySpan<char> written)
    {
        Span<Range> groups = stackalloc Range[8];
        var count = written.SplitAny(groups, "-./ ");
        if (written.IndexOfAny('(', '+') >= 0)
            return false;
        Span<int> lengths = stackalloc int[8];
        for (var at = 0; at < count; at++)
            lengths[at] = written[groups[at]].Length;
        var isYears = count == 2 && lengths[0] == 4 && lengths[1] == 4 && IsYear(written[..4]) && IsYear(written[^4..]);
        var isDate = count == 3 && ((lengths[0] == 4 && IsYear(written[..4]) && lengths[1] <= 2 && lengths[2] <= 2) || (lengths[2] is 2 or 4 && lengths[0] <= 2 && lengths[1] <= 2));
        return isYears || isDate || IsTimes(written) || IsThousands(written);
    }

    /// <summary>Two times such as <c>8.00-18.30</c>.</summary>
    private static bool IsTimes(ReadOnlySpan<char> written)
    {
        var dash = written.IndexOf('-');
        return dash > 0 && IsTime(written[..dash].Trim()) && IsTime(written[(dash + 1)..].Trim());
    }

    private static bool IsTime(ReadOnlySpan<char> written)
    {
        var point = written.IndexOf('.');
        return point is 1 or 2 && written.Length - point == 3 && int.TryParse(written[..point], out var hour) && hour <= 24 && written[point + 1] < '6';
    }

    public static bool IsThousands(ReadOnlySpan<char> written)
    {
        var point = written.IndexOf('.');
        if (point is < 1 or > 3 || written[0] == '0')
            return false;
        for (var at = point; at < written.Length; at += 4)
        {
            if (written[at] != '.' || written.Length - at < 4 || written.Slice(at + 1, 3).ContainsAnyExceptInRange('0', '9'))
                return false;
        }

        return true;
    }

    private static bool IsYear(ReadOnlySpan<char> written) => written.StartsWith("19", StringComparison.Ordinal) || written.StartsWith("20", StringComparison.Ordinal) || written.StartsWith("13", StringComparison.Ordinal) || written.StartsWith("14", StringComparison.Ordinal);
}
