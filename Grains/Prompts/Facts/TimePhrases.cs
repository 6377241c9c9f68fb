using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>Finds what times of day are said in words.</summary>
internal static class TimePhrases
{
    private static readonly (string Value, string[] Phrases)[] All =
    [
        (TimeScan.Always, ["around the clock", "round the clock", "day and night", "rund um die uhr", "круглосуточно", "цілодобово", "jour et nuit", "día y noche", "giorno e notte", "dia e noite", "dag en nacht", "całodobowo", "شبانه روز", "شبانهروز", "على مدار الساعة", "चौबीसों घंटे"]),
        ("0", ["midnight", "mitternacht", "minuit", "medianoche", "mezzanotte", "meia-noite", "middernacht", "gece yarısı", "północy", "полуночи", "полночь", "نیمهشب", "منتصف الليل", "आधी रात"]),
        ("720", ["noon", "midday", "mittags um zwölf", "mediodía", "mezzogiorno", "meio-dia"]),
    ];

    // Looked up word by word, which is faster than to search for all of them.
    private static readonly FrozenDictionary<string, (string Value, string Phrase)[]>.AlternateLookup<ReadOnlySpan<char>> ByFirstWord = All
        .SelectMany(one => one.Phrases, (one, phrase) => (one.Value, Phrase: Folding.Of(phrase))).GroupBy(one => string.Concat(one.Phrase.TakeWhile(FoldedText.IsWord)))
        .ToFrozenDictionary(group => group.Key, group => group.ToArray()).GetAlternateLookup<ReadOnlySpan<char>>();

    public static void Run(Scan scan)
    {
        var text = scan.Text;
        for (var at = 0; at < text.Length;)
        {
            var end = text.WordEnd(at);
            if (end > at && ByFirstWord.TryGetValue(text.Slice(at, end), out var phrases))
                Add(scan, at, phrases);
            at = Math.Max(end, at + 1);
        }
    }

    private static void Add(Scan scan, int at, (string Value, string Phrase)[] phrases)
    {
        foreach (var (value, phrase) in phrases)
        {
            if (Begins(scan.Text, at, phrase) && scan.IsFree(at, at + phrase.Length))
                scan.Add(FactKind.Time, at, at + phrase.Length, value);
        }
    }

    /// <summary>As words of their own: an afternoon is no noon.</summary>
    private static bool Begins(FoldedText text, int at, string phrase) => text.Span[at..].StartsWith(phrase, StringComparison.Ordinal)
        && !FoldedText.IsWord(text[at - 1]) && !FoldedText.IsWord(text[at + phrase.Length]);
}
