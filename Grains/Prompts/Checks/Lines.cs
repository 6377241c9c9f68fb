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
        var (start, end) = Bounds(text, fact, static (text, at) => text[at] is '\n' or '\r');
        if (end - start > Longest)
            (start, end) = Bounds(text, fact, static (text, at) => SentenceEnds.Contains(text[at]) || (text[at] is '.' && (at + 1 == text.Length || text[at + 1] == ' ')));
        if (end - start > Longest)
            (start, end) = Near(text, fact);
        return text[start..end].Trim().TrimStart('-', '*', '•', '#', ' ').Trim();
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

    private static (int Start, int End) Near(string text, Fact fact)
    {
        var start = Math.Max(0, fact.Start - (Longest / 3));
        var end = Math.Min(text.Length, fact.End + (Longest / 6));
        while (start > 0 && start < fact.Start && !char.IsWhiteSpace(text[start - 1]))
            start++;
        while (end < text.Length && end > fact.End && !char.IsWhiteSpace(text[end]))
            end--;
        return (start, end);
    }
}
