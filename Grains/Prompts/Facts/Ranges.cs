using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>What stands between the two ends of a range: a dash, or a word.</summary>
internal static class Ranges
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = ((IEnumerable<string>)
    [
        "to", "until", "till", "til", "through", "and", "bis", "und", "à", "a", "au", "et", "jusqu'à", "hasta", "al", "y", "às", "as", "até", "ate", "alle", "ad", "fino", "tot", "en", "ile", "do", "i",
        "до", "по", "і", "и", "تا", "الی", "و", "الى", "إلى", "حتى", "حتی", "سے", "تک", "से", "तक", "至", "到", "から", "부터",
    ]).Select(word => Folding.Of(word)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Where the second end begins, if a range goes on here.</summary>
    public static int? To(FoldedText text, int end)
    {
        var at = text.SkipSpaces(end);
        if (text[at] == '-')
        {
            while (text[at] == '-')
                at++;
            return Near(text, at, end);
        }

        var word = text.WordEnd(at);
        if (word == at || word - at > 8)
            return null;
        if (Words.Contains(text.Slice(at, word)))
            return Near(text, word, end);
        // Scripts without blanks: the word ends where the next number does not begin.
        return null;
    }

    private static int? Near(FoldedText text, int at, int end)
    {
        at = text.SkipSpaces(at);
        return at - end <= 14 ? at : null;
    }
}
