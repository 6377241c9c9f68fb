using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>What stands between the two ends of a range: a dash, or a word.</summary>
internal static class Ranges
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = ((IEnumerable<string>)
    [
        "to", "until", "till", "til", "through", "and", "bis", "und", "à", "a", "au", "et", "jusqu'à", "hasta", "al", "y", "às", "as", "até", "ate", "alle", "ad", "fino", "tot", "en", "ile", "do", "i",
        "до", "по", "і", "и", "تا", "الی", "و", "الى", "إلى", "حتى", "لحد", "لغاية", "ل", "حتی", "سے", "تک", "से", "तक", "至", "到", "から", "부터",
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

        // Scripts without blanks go on right behind such a word.
        for (var length = 2; length >= 1 && text[at] >= '\u2E80'; length--)
        {
            if (at + length <= text.Length && Words.Contains(text.Slice(at, at + length)))
                return Near(text, at + length, end);
        }

        var word = text.WordEnd(at);
        if (word == at || word - at > 8)
            return null;
        return Words.Contains(text.Slice(at, word)) ? Near(text, word, end) : null;
    }

    private static int? Near(FoldedText text, int at, int end)
    {
        at = text.SkipSpaces(at);
        return at - end <= 14 ? at : null;
    }
}
