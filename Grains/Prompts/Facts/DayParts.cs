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

    /// <summary>Around midnight: before it from six on, after it up to five.</summary>
    Night,
}

/// <summary>The words for parts of the day and for the hour, in the languages that facts are found in.</summary>
internal static class DayParts
{
    private static readonly FrozenDictionary<string, DayPart>.AlternateLookup<ReadOnlySpan<char>> Parts = ((IEnumerable<(DayPart Part, string Names)>)
    [
        (DayPart.Morning, "am morgens früh vormittags matin mañana manhã mattina ochtends sabah öö утра ранку صبح بامداد صباحا الصبح الفجر فجرا ص सुबह 上午 早上 午前 朝 오전 아침 rano"),
        (DayPart.Evening, "pm abends nachmittags soir tarde sera pomeriggio avonds middags akşam öğleden вечера вечора عصر بعدازظهر غروب ظهر مساء مساءً م ظهرا الظهر العصر المغرب عصرا शाम दोपहर 下午 中午 午後 오후 저녁 wieczorem شام دوپہر noon mittags midi mediodía"),
        (DayPart.Night, "nachts noche noite notte gece ночи ночі شب ليلا بالليل रात 晚上 夜 밤 midnight"),
    ]).SelectMany(one => one.Names.Split(' '), (one, name) => (Name: Folding.Of(name), one.Part)).DistinctBy(pair => pair.Name)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Part).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Signs = ((IEnumerable<string>)
        ["uhr", "h", "hrs", "hr", "hs", "heures", "heure", "horas", "hora", "ore", "uur", "saat", "godz", "ч", "час", "часов", "часа", "год", "годин", "o'clock", "oclock", "時", "时", "點", "点", "시", "बजे", "بجے"])
        .Select(sign => Folding.Of(sign)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ClockWords = ((IEnumerable<string>)
        ["ساعت", "الساعة", "at", "um", "às", "las", "la", "alle", "ore", "saat", "в", "о", "godz"]).Select(word => Folding.Of(word)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Spans = ((IEnumerable<string>)
        ["h", "hrs", "hr", "hs", "heures", "heure", "horas", "hora", "ore", "saat", "godz", "ч", "час", "часов", "часа", "год", "годин"]).Select(sign => Folding.Of(sign)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Prepositions = ((IEnumerable<string>)
    [
        "at", "by", "from", "until", "till", "til", "after", "before", "since", "to", "ab", "um", "bis", "gegen", "à", "dès", "jusqu'à", "las", "hasta", "desde", "às", "até", "alle", "dalle", "ore", "vanaf", "tot", "om", "saat", "od", "do", "o",
        "в", "с", "до", "к", "о", "від", "از", "تا", "ساعت", "من", "حتى", "الى", "الساعة", "سے", "تک", "से", "至", "到",
    ]).Select(word => Folding.Of(word)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a sign for the hour may as well count hours: <c>24 h</c>.</summary>
    public static bool IsSpan(FoldedText text, int end)
    {
        var at = text.SkipSpaces(end);
        return Spans.Contains(text.Slice(at, text.WordEnd(at)));
    }

    /// <summary>Whether the word before a number lets it be a time of day.</summary>
    public static bool IsAfterPreposition(FoldedText text, int start)
    {
        var at = start;
        while (at > 0 && text[at - 1] == ' ' && start - at < 2)
            at--;
        var from = text.WordStart(at);
        return from < at && at - from < 10 && Prepositions.Contains(text.Slice(from, at));
    }

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
        DayPart.Night => hour is >= 6 and < 12 ? hour + 12 : hour == 12 ? 0 : hour,
        _ => hour,
    };
}
