namespace PromptGen.Prompts.Facts;

/// <summary>How many letters of a text are of which script.</summary>
/// <param name="Main">The ISO 15924 code of the one that most are of; null where none has a clear majority.</param>
/// <param name="Han">How many are Chinese characters.</param>
/// <param name="Kana">How many are Japanese syllables.</param>
/// <param name="IsMixed">Whether more than a twentieth are of another.</param>
internal readonly record struct Scripts(string? Main, int Han, int Kana, bool IsMixed)
{
    // A Chinese character says as much as some letters.
    private const int WeightOfHan = 3;

    private const double Majority = 0.6;

    private static readonly (char First, char Last, string Script, string Language)[] Ranges =
    [
        ('\u0041', '\u024F', "Latn", ""), ('\u0370', '\u03FF', "Grek", "el"), ('\u0400', '\u052F', "Cyrl", ""), ('\u0531', '\u058F', "Armn", "hy"), ('\u0590', '\u05FF', "Hebr", "he"), ('\u0600', '\u077F', "Arab", ""),
        ('\u0900', '\u097F', "Deva", "hi"), ('\u0980', '\u09FF', "Beng", "bn"), ('\u0A00', '\u0A7F', "Guru", "pa"), ('\u0A80', '\u0AFF', "Gujr", "gu"), ('\u0B80', '\u0BFF', "Taml", "ta"), ('\u0C00', '\u0C7F', "Telu", "te"),
        ('\u0C80', '\u0CFF', "Knda", "kn"), ('\u0D00', '\u0D7F', "Mlym", "ml"), ('\u0E00', '\u0E7F', "Thai", "th"), ('\u10A0', '\u10FF', "Geor", "ka"), ('\u1100', '\u11FF', "Hang", "ko"), ('\u1E00', '\u1EFF', "Latn", ""),
        ('\u3040', '\u30FF', "Hani", ""), ('\u3400', '\u9FFF', "Hani", ""), ('\uAC00', '\uD7AF', "Hang", "ko"), ('\uFB50', '\uFEFC', "Arab", ""),
    ];

    // Of each character up to the last range, which of them it is in; 0 for none.
    private static readonly byte[] Table = Build();

    /// <summary>Counts, without what addresses are made of.</summary>
    public static Scripts Count(string text)
    {
        Span<int> counts = stackalloc int[Ranges.Length + 1];
        counts.Clear();
        for (var at = 0; at < text.Length; at++)
            counts[Table[text[at]]]++;

        var (total, main, most) = (0, default(string), 0);
        for (var at = 0; at < Ranges.Length; at++)
        {
            var script = Ranges[at].Script;
            var weight = 0;
            for (var other = 0; other < Ranges.Length; other++)
                weight += Ranges[other].Script == script ? counts[other + 1] * (script is "Hani" or "Hang" ? WeightOfHan : 1) : 0;
            total += counts[at + 1] * (script is "Hani" or "Hang" ? WeightOfHan : 1);
            if (weight > most)
                (main, most) = (script, weight);
        }

        var kana = counts[1 + Array.FindIndex(Ranges, range => range.First == '\u3040')];
        var han = counts[1 + Array.FindIndex(Ranges, range => range.First == '\u3400')];
        return new(most >= Majority * total ? main : null, han, kana, most * 20 < total * 19);
    }

    /// <summary>The one language that a script is read as.</summary>
    public static string? LanguageOf(string script) => Array.Find(Ranges, range => range.Script == script).Language is { Length: > 0 } language ? language : null;

    /// <summary>Whether a language has a script of its own.</summary>
    public static bool IsOnlyOf(string language) => Array.Exists(Ranges, range => range.Language == language);

    private static byte[] Build()
    {
        var table = new byte[char.MaxValue + 1];
        for (var at = 0; at < Ranges.Length; at++)
        {
            for (int c = Ranges[at].First; c <= Ranges[at].Last; c++)
                table[c] = char.IsLetter((char)c) ? (byte)(at + 1) : (byte)0;
        }

        return table;
    }
}
