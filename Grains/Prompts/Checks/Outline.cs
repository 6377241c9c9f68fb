using System.Buffers;
using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>A section of a text in Markdown.</summary>
/// <param name="Heading">Its heading without marks; empty for what stands before the first.</param>
/// <param name="Body">The lines below it.</param>
internal sealed record Section(string Heading, string Body);

/// <summary>Takes a text apart at its headings: lines that begin with a number sign, or that are bold as a whole.</summary>
internal static class Outline
{
    private static readonly SearchValues<char> Signs = SearchValues.Create(":.!?،,");

    public static List<Section> Of(string text)
    {
        var sections = new List<Section>();
        var (heading, start) = ("", 0);
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end;
            if (HeadingOf(text.AsSpan(at, end - at)) is { } next)
            {
                if (heading.Length > 0 || !text.AsSpan(start, at - start).IsWhiteSpace())
                    sections.Add(new(heading, text[start..at]));
                (heading, start) = (next, Math.Min(end + 1, text.Length));
            }

            at = end + 1;
        }

        if (heading.Length > 0 || !text.AsSpan(start).IsWhiteSpace())
            sections.Add(new(heading, text[start..]));
        return sections;
    }

    /// <summary>The words of a heading line; null for any other line.</summary>
    public static string? HeadingOf(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        var isBold = text.Length > 4 && text.StartsWith("**", StringComparison.Ordinal) && text.TrimEnd(':').EndsWith("**", StringComparison.Ordinal) && text[2..].TrimEnd(':')[..^2].IndexOf("**", StringComparison.Ordinal) < 0;
        var isTitle = text.Length is > 1 and <= 60 && text[^1] is ':' or '：' && text[..^1].IndexOfAny(Signs) < 0 && text[0] is not ('-' or '*' or '•');
        return text.StartsWith("#", StringComparison.Ordinal) || isBold || isTitle ? text.Trim("#*:： ").ToString() : null;
    }

    /// <summary>The words of a text that tell something, folded.</summary>
    public static HashSet<string> Words(string text)
    {
        var folded = Folding.Of(text);
        var words = new HashSet<string>();
        for (var at = 0; at < folded.Length;)
        {
            var end = at;
            while (end < folded.Length && char.IsLetter(folded[end]))
                end++;
            if (end > at && end - at >= Shortest(folded[at]))
                words.Add(folded[at..end].TrimEnd('s'));
            at = Math.Max(end, at + 1);
        }

        return words;
    }

    /// <summary>How long a word has to be to tell something, by its first letter: scripts say as much with fewer.</summary>
    private static int Shortest(char first) => first < '\u0400' ? 4 : first < '\u2E80' ? 3 : 2;
}
