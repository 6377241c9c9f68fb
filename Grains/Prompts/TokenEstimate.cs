using System.Text;

namespace PromptGen.Prompts;

/// <summary>
/// How many tokens a text has, where nobody counted: one for four Latin characters, one for each other. Tokenizers cut Latin text into
/// pieces of about four letters and know few longer pieces of other scripts, so this errs on the high side for those.
/// </summary>
public static class TokenEstimate
{
    private const int LatinCharactersPerToken = 4;

    // The last of Latin Extended-B; combining marks and all other scripts come after it.
    private const char LastLatin = '\u024F';

    /// <summary>The tokens of a text, rounded up.</summary>
    public static int Of(ReadOnlySpan<char> text) => Of(Count(text));

    /// <summary>The tokens of what was counted, rounded up.</summary>
    internal static int Of((int Latin, int Others) count) => count.Others + ((count.Latin + LatinCharactersPerToken - 1) / LatinCharactersPerToken);

    /// <summary>Counts a text's characters; the counts of texts add up to those of the whole.</summary>
    internal static (int Latin, int Others) Count(ReadOnlySpan<char> text)
    {
        var (latin, others) = (0, 0);
        while (true)
        {
            // Most texts are long runs of Latin, which are not looked at one by one.
            var run = text.IndexOfAnyExceptInRange('\0', LastLatin);
            if (run < 0)
                return (latin + text.Length, others);
            latin += run;
            others++;
            Rune.DecodeFromUtf16(text[run..], out _, out var length);
            text = text[(run + length)..];
        }
    }
}
