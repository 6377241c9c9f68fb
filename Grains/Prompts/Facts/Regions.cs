namespace PromptGen.Prompts.Facts;

/// <summary>Guesses which countries a text speaks of.</summary>
internal static class Regions
{
    // Each costs a look; the language's own come last and are only needed where no sign tells.
    private const int Most = 4;

    // As much of a text as tells its language.
    private const int Enough = 2_000;

    private static readonly string[] Large = ["US", "DE", "GB", "FR", "IN", "IR"];

    private static readonly (string Sign, string[] Regions)[] Signs =
    [
        ("+98", ["IR"]), ("تومان", ["IR"]), ("ریال", ["IR", "SA"]), ("+49", ["DE"]), ("+43", ["AT"]), ("+41", ["CH"]), ("+33", ["FR"]), ("+34", ["ES"]), ("+39", ["IT"]), ("+44", ["GB"]), ("£", ["GB"]),
        ("+7", ["RU"]), ("₽", ["RU"]), ("руб", ["RU"]), ("+380", ["UA"]), ("грн", ["UA"]), ("+90", ["TR"]), ("₺", ["TR"]), ("+48", ["PL"]), ("zl", ["PL"]), ("+31", ["NL"]), ("+32", ["BE"]), ("+351", ["PT"]), ("+55", ["BR"]),
        ("r$", ["BR"]), ("+91", ["IN"]), ("₹", ["IN"]), ("+92", ["PK"]), ("+966", ["SA"]), ("+971", ["AE"]), ("درهم", ["AE", "MA"]), ("+20", ["EG"]), ("جنیه", ["EG"]), ("+86", ["CN"]), ("元", ["CN", "TW"]), ("+81", ["JP"]),
        ("円", ["JP"]), ("+82", ["KR"]), ("원", ["KR"]), ("+1", ["US"]), ("$", ["US"]), ("chf", ["CH"]),
    ];

    private static readonly Dictionary<string, string[]> Languages =
        "fa:IR de:DE,AT,CH fr:FR,BE,CH es:ES,MX,AR it:IT pt:PT,BR nl:NL,BE tr:TR pl:PL ru:RU uk:UA ar:SA,EG,AE ur:PK hi:IN zh:CN,TW ja:JP ko:KR en:US,GB sv:SE da:DK nb:NO fi:FI cs:CZ ro:RO hu:HU el:GR he:IL"
            .Split(' ').Select(entry => entry.Split(':')).ToDictionary(entry => entry[0], entry => entry[1].Split(','));

    /// <summary>The countries, likeliest first; some large ones where nothing tells.</summary>
    public static string[] Of(FoldedText text)
    {
        var found = new List<string>();
        foreach (var (sign, regions) in Signs)
        {
            if (text.Span.Contains(sign, StringComparison.Ordinal))
                found.AddRange(regions);
        }

        if (Facts.Languages.Of(text.Original[..Math.Min(text.Original.Length, Enough)]) is { } language && Languages.TryGetValue(language, out var spoken))
            found.AddRange(spoken);
        return found.Count > 0 ? [.. found.Distinct().Take(Most)] : Large;
    }
}
