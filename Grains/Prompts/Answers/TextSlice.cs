using System.Globalization;

namespace PromptGen.Prompts.Answers;

/// <summary>A part of a text that knows where it lies.</summary>
internal readonly record struct TextSlice(string Text, int Start, int Length)
{
    public int End => Start + Length;

    public ReadOnlySpan<char> Span => Text.AsSpan(Start, Length);

    public static TextSlice None(string text) => new(text, 0, 0);

    /// <summary>Blanks, line ends, and the marks that only direct or join what stands beside them.</summary>
    public static bool IsInvisible(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format;

    public bool Any(Predicate<char> isMeant)
    {
        foreach (var c in Span)
        {
            if (isMeant(c))
                return true;
        }

        return false;
    }

    public TextSlice Skip(int count) => new(Text, Start + count, Length - count);

    public TextSlice Take(int count) => new(Text, Start, count);

    public TextSlice TrimStart()
    {
        var skipped = 0;
        while (skipped < Length && IsInvisible(Text[Start + skipped]))
            skipped++;
        return Skip(skipped);
    }

    public TextSlice TrimEnd()
    {
        var kept = Length;
        while (kept > 0 && IsInvisible(Text[Start + kept - 1]))
            kept--;
        return Take(kept);
    }

    /// <summary>Whether it begins so, in any case; null where it is too short to tell.</summary>
    public bool? BeginsWith(string words) => Span.StartsWith(words, StringComparison.OrdinalIgnoreCase) ? true
        : words.AsSpan().StartsWith(Span, StringComparison.OrdinalIgnoreCase) ? null
        : false;

    public override string ToString() => Span.ToString();
}
