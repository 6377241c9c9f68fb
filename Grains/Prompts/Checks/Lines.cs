using System.Buffers;
using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>The line of a text that a fact stands in.</summary>
internal static class Lines
{
    private const int Longest = 300;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("\n\r;!?؟。！？；");

    /// <summary>The line; of one that is too long, the sentence; of one without sentences, some words to both sides.</summary>
    public static string Of(string text, Fact fact)
    {
        var (start, end) = Around(text, fact);
        return Plain(text[start..end]);
    }

    /// <summary>A line without the mark of a list before it.</summary>
    public static string Plain(string line) => line.Trim().TrimStart('-', '*', '•', '#', ' ').Trim();

    /// <summary>Where it begins and ends.</summary>
    public static (int Start, int End) Around(string text, Fact fact)
    {
        var (start, end) = Bounds(text, fact, static (text, at) => text[at] is '\n' or '\r');
        if (end - start > Longest)
            (start, end) = Bounds(text, fact, static (text, at) => SentenceEnds.Contains(text[at]) || (text[at] is '.' && (at + 1 == text.Length || text[at + 1] == ' ')));
        if (end - start > Longest)
            (start, end) = Near(text, fact);
        return (start, end);
    }

    private static (int Start, int End) Bounds(string text, Fact fact, Func<string, int, bool> isEnd)
    {
        var (start, end) = (fact.Start, fact.End);
        while (start > 0 && fact.Start - start <= Longest && !isEnd(text, start - 1))
            start--;
        while (end < text.Length && end - fact.End <= Longest && !isEnd(text, end))
            end++;
        return (start, end);
    }

    /// <summary>A blank, but none within a phone number or an amount.</summary>
    private static bool IsGap(string text, int at) => char.IsWhiteSpace(text[at]) && !(at > 0 && at + 1 < text.Length && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]));

    private static (int Start, int End) Near(string text, Fact fact)
    {
        var start = Math.Max(0, fact.Start - (Longest / 3));
        var end = Math.Min(text.Length, fact.End + (Longest / 6));
        while (start > 0 && start < fact.Start && !IsGap(text, start - 1))
            start++;
        while (end < text.Length && end > fact.End && !IsGap(text, end))
            end--;
        return (start, end);
    }
}
