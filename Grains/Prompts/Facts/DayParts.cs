using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>Which half of the day an hour belongs to.</summary>
internal enum DayPart
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>Before noon.</summary>
    Morning,

    /// <summary>After noon.</summary>
    Evening,
}

/// <summary>The words for parts of the day and for the hour, in the languages that facts are found in.</summary>
internal static class DayParts
{
    private static readonly FrozenDictionary<string, DayPart>.AlternateLookup<ReadOnlySpan<char>> Parts = ((IEnumerable<(DayPart Part, string Names)>)
    [
        (DayPart.Morning, "am morgens früh vormittags matin mañana manhã mattina ochtends sabah öö утра ранку صبح بامداد صباحا ص सुबह 上午 早上 午前 朝 오전 아침 rano"),
        (DayPart.Evening, "pm abends nachmittags nachts soir tarde noche noite sera pomeriggio avonds middags akşam öğleden вечера дня вечора عصر شب بعدازظهر غروب مساء مساءً م ظهرا ليلا शाम रात दोपहर 下午 晚上 午後 夜 오후 저녁 wieczorem شام دوپہر"),
    ]).SelectMany(one => one.Names.Split(' '), (one, name) => (Name: Folding.Of(name), one.Part)).DistinctBy(pair => pair.Name)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Part).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Signs = ((IEnumerable<string>)
        ["uhr", "h", "hrs", "hr", "hs", "heures", "heure", "horas", "hora", "ore", "uur", "saat", "godz", "ч", "час", "часов", "часа", "год", "годин", "o'clock", "oclock", "時", "时", "點", "点", "시", "बजे", "بجے"])
        .Select(sign => Folding.Of(sign)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ClockWords = ((IEnumerable<string>)
        ["ساعت", "الساعة", "at", "um", "às", "las", "la", "alle", "ore", "saat", "в", "о", "godz"]).Select(word => Folding.Of(word)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The part of the day that is named after an hour, and where its name ends.</summary>
    public static (DayPart? Part, int End) After(FoldedText text, int end)
    {
        var at = text.SkipSpaces(end);
        if (at - end > 1)
            return (null, end);
        // a.m., p. m.
        if (text[at] is 'a' or 'p' && text[at + 1] == '.' && text[text.SkipSpaces(at + 2)] == 'm')
        {
            var last = text.SkipSpaces(at + 2) + 1;
            return (text[at] == 'a' ? DayPart.Morning : DayPart.Evening, text[last] == '.' ? last + 1 : last);
        }

        for (var words = 0; words < 4; words++)
        {
            var word = text.WordEnd(at);
            if (word == at || word - at > 12)
                return (null, end);
            if (Parts.TryGetValue(text.Slice(at, word), out var part))
                return (part, word);
            // "de la mañana", "du matin", "in the evening".
            if (text.Slice(at, word) is not ("de" or "da" or "la" or "du" or "del" or "di" or "in" or "the" or "am" or "of" or "le" or "s" or "بعد" or "از"))
                return (null, end);
            at = text.SkipSpaces(text[word] == '\'' ? word + 1 : word);
        }

        return (null, end);
    }

    /// <summary>The part of the day that is named right before an hour.</summary>
    public static DayPart? Before(FoldedText text, int start)
    {
        var at = start;
        while (at > 0 && text[at - 1] == ' ' && start - at < 2)
            at--;
        for (var length = Math.Min(8, at); length >= 1; length--)
        {
            if (!Parts.TryGetValue(text.Slice(at - length, at), out var part))
                continue;
            // Only these languages name it first; elsewhere the word belongs to the number before.
            return text[at - 1] >= '\u2E80' ? part : null;
        }

        return null;
    }

    public static bool IsPart(ReadOnlySpan<char> word) => Parts.TryGetValue(word, out _);

    /// <summary>Words that only stand before a time of day, or between the two of a range.</summary>
    public static bool IsClockWord(ReadOnlySpan<char> word) => ClockWords.Contains(word) && (word.Length > 3 || !char.IsAsciiLetter(word[0]));

    /// <summary>The end of a word or sign for the hour, such as <c>Uhr</c>; 0 where there is none.</summary>
    public static int HourSign(FoldedText text, int end)
    {
        var at = text.SkipSpaces(end);
        if (at - end > 1)
            return 0;
        if (text[at] >= '\u2E80' && Signs.Contains(text.Slice(at, Math.Min(at + 1, text.Length))))
            return at + 1;
        var word = text.WordEnd(at);
        return word > at && word - at <= 8 && Signs.Contains(text.Slice(at, word)) ? word : 0;
    }

    /// <summary>An hour of twelve as one of 24.</summary>
    public static int Hour(int hour, DayPart part) => part switch
    {
        DayPart.Morning => hour == 12 ? 0 : hour,
        DayPart.Evening => hour < 12 ? hour + 12 : hour,
        _ => hour,
    };
}
