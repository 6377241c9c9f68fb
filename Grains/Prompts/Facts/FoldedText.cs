using System.Globalization;

namespace PromptGen.Prompts.Facts;

/// <summary>A text folded, which remembers where each character stood.</summary>
internal sealed class FoldedText
{
    // Asked of each character some times over, and most of them are not Latin.
    private static readonly bool[] WordParts = FindWordParts();

    private readonly char[] _chars;
    private readonly int[] _places;

    public FoldedText(string original)
    {
        Original = original;
        _chars = new char[original.Length];
        _places = new int[original.Length];
        for (var at = 0; at < original.Length; at++)
        {
            if (Folding.Of(original[at]) is not Folding.Nothing and var c)
            {
                _chars[Length] = c;
                _places[Length++] = at;
            }
        }
    }

    public string Original { get; }

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    /// <summary>A blank line where the text has no such place.</summary>
    public char this[int at] => (uint)at < (uint)Length ? _chars[at] : '\n';

    public ReadOnlySpan<char> Slice(int start, int end) => _chars.AsSpan(start, end - start);

    /// <summary>Where a folded character stood.</summary>
    public int Place(int at) => at < Length ? _places[at] : Original.Length;

    /// <summary>The words that were folded to this part.</summary>
    public string Words(int start, int end) => Original[_places[start]..(_places[end - 1] + 1)];

    /// <summary>The next digit from a place on; the end of the text where there is none.</summary>
    public int NextDigit(int from) => from < Length && Span[from..].IndexOfAnyInRange('0', '9') is >= 0 and var found ? from + found : Length;

    public int SkipSpaces(int at)
    {
        while (this[at] == ' ')
            at++;
        return at;
    }

    /// <summary>The end of the word that begins here, letters only; the place itself where none does.</summary>
    public int WordEnd(int at)
    {
        while (IsWord(this[at]))
            at++;
        return at;
    }

    /// <summary>The beginning of the word that ends here; the place itself where none does.</summary>
    public int WordStart(int at)
    {
        while (at > 0 && IsWord(_chars[at - 1]))
            at--;
        return at;
    }

    /// <summary>Letters, and the signs that are vowels in the scripts of India.</summary>
    public static bool IsWord(char c) => WordParts[c];

    private static bool[] FindWordParts()
    {
        var parts = new bool[char.MaxValue + 1];
        for (var c = 0; c < parts.Length; c++)
            parts[c] = char.IsLetter((char)c) || (c >= 0x0900 && char.GetUnicodeCategory((char)c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
        return parts;
    }
}
