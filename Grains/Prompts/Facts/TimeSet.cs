using System.Globalization;

namespace PromptGen.Prompts.Facts;

/// <summary>Times of day and ranges of such. One whose half of the day is not said matches both.</summary>
internal sealed class TimeSet
{
    private readonly HashSet<string> _loose = [];
    private readonly Dictionary<(int, int), List<(string Opens, string Closes)>> _ranges = [];

    public void Add(string[] values)
    {
        if (values is not [var opens, var closes])
        {
            AddTo(_loose, values[0]);
            return;
        }

        var key = (Half(opens), Half(closes));
        if (!_ranges.TryGetValue(key, out var ranges))
            _ranges[key] = ranges = [];
        if (ranges.Count < 8 && !ranges.Contains((opens, closes)))
            ranges.Add((opens, closes));
    }

    /// <summary>Whether it is here: a time by itself or as an end of a range, a range as such or as two times that stand by themselves.</summary>
    public bool Holds(string[] values)
    {
        if (values[0] == TimeScan.Always)
            return _loose.Contains(TimeScan.Always) || _ranges.ContainsKey((0, 0));
        if (values is [var opens, var closes])
            return (_ranges.TryGetValue((Half(opens), Half(closes)), out var ranges) && ranges.Exists(range => AreSame(range.Opens, opens) && AreSame(range.Closes, closes))) || (IsLoose(opens) && IsLoose(closes));
        return IsLoose(values[0]) || _ranges.Values.Any(ranges => ranges.Exists(range => AreSame(range.Opens, values[0]) || AreSame(range.Closes, values[0])));
    }

    private bool IsLoose(string time) => _loose.Contains(time) || _loose.Contains($"{Half(time)}{(time[^1] == '?' ? "~" : "?")}");

    private static void AddTo(HashSet<string> times, string time)
    {
        times.Add(time);
        if (time[^1] != '?')
            times.Add($"{Half(time)}~");
    }

    private static bool AreSame(string one, string other) => one == other || (Half(one) == Half(other) && (one[^1] == '?' || other[^1] == '?'));

    private static int Half(string time) => time == "24/7" ? -1 : int.Parse(time.AsSpan().TrimEnd('?'), CultureInfo.InvariantCulture) % ClockTime.HalfDay;
}
