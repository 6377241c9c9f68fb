using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>Finds names in social networks: after an at sign, or after the name of the network.</summary>
internal static class HandleScan
{
    private const int Shortest = 2, Longest = 40;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Networks = ((IEnumerable<string>)
    [
        "instagram", "insta", "ig", "telegram", "twitter", "facebook", "fb", "tiktok", "snapchat", "threads", "youtube", "wechat", "weixin", "line", "viber", "vk",
        "اینستاگرام", "اینستا", "تلگرام", "توییتر", "فیسبوک", "ایتا", "بله", "روبیکا", "انستغرام", "انستقرام", "تیلیجرام", "تلیغرام", "تویتر",
        "инстаграм", "телеграм", "вконтакте", "微信", "微博", "抖音", "इंस्टाग्राम", "インスタ", "인스타그램", "인스타",
    ]).Select(name => Folding.Of(name)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    public static void Run(Scan scan)
    {
        var text = scan.Text;
        for (var at = text.Span.IndexOf('@'); at >= 0 && at < text.Length; at = Next(text, at + 1))
        {
            var end = End(text, at + 1);
            if (!scan.IsTaken(at) && !IsWord(text[at - 1]) && text[at - 1] != '@' && end - at - 1 is >= Shortest and <= Longest && scan.IsFree(at, end))
                scan.Add(FactKind.Handle, at, end, text.Slice(at + 1, end).ToString());
        }

        AfterNetworks(scan);
    }

    /// <summary>A name after that of a network: after a colon, or where it has a sign that words have not.</summary>
    private static void AfterNetworks(Scan scan)
    {
        var text = scan.Text;
        for (var at = 0; at < text.Length;)
        {
            var end = text.WordEnd(at);
            if (end == at)
            {
                at++;
                continue;
            }

            // A network's name is a word of its own: not a part of a code such as 9fb35.
            if (Networks.Contains(text.Slice(at, end)) && !scan.IsTaken(at) && !char.IsAsciiDigit(text[at - 1]) && !char.IsAsciiDigit(text[end]))
                AfterNetwork(scan, end);
            at = end;
        }
    }

    private static void AfterNetwork(Scan scan, int at)
    {
        var text = scan.Text;
        var start = text.SkipSpaces(at);
        var isAnnounced = text[start] is ':' or '=';
        if (isAnnounced)
            start = text.SkipSpaces(start + 1);
        var end = End(text, start);
        var name = text.Slice(start, end);
        var isName = name.IndexOfAny('_', '.') > 0 || name.ContainsAnyInRange('0', '9') || (isAnnounced && text[text.SkipSpaces(end)] is not (>= 'a' and <= 'z'));
        if (isName && name.Length is >= Shortest and <= Longest && name.ContainsAnyInRange('a', 'z') && scan.IsFree(start, end) && text[end] != '@')
            scan.Add(FactKind.Handle, start, end, name.ToString());
    }

    private static int End(FoldedText text, int at)
    {
        var end = at;
        while (end - at <= Longest && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.'))
            end++;
        while (end > at && text[end - 1] == '.')
            end--;
        return end;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';

    private static int Next(FoldedText text, int from) => from >= text.Length ? -1 : text.Span[from..].IndexOf('@') is >= 0 and var found ? from + found : -1;
}
