using System.Buffers;

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

    private static readonly SearchValues<string> Any = SearchValues.Create([.. All.SelectMany(one => one.Phrases).Select(phrase => Folding.Of(phrase))], StringComparison.Ordinal);

    public static void Run(Scan scan)
    {
        var text = scan.Text.Span;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            foreach (var (value, phrases) in All)
            {
                if (Array.Find(phrases, phrase => Begins(scan.Text, at, Folding.Of(phrase))) is { } found && scan.IsFree(at, at + Folding.Of(found).Length))
                    scan.Add(FactKind.Time, at, at + Folding.Of(found).Length, value);
            }
        }
    }

    /// <summary>As words of their own: an afternoon is no noon.</summary>
    private static bool Begins(FoldedText text, int at, string phrase) => text.Span[at..].StartsWith(phrase, StringComparison.Ordinal)
        && !FoldedText.IsWord(text[at - 1]) && !FoldedText.IsWord(text[at + phrase.Length]);

    private static int Next(ReadOnlySpan<char> text, int from) => from >= text.Length ? -1 : text[from..].IndexOfAny(Any) is >= 0 and var found ? from + found : -1;
}
