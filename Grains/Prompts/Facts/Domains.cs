using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>What names in the domain name system look like.</summary>
internal static class Domains
{
    private const int ShortestName = 3;

    // The generic ones that businesses use, those of RFC 2606, and those of countries below.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Tops = ((IEnumerable<string>)
    [
        .. ("com org net edu gov info biz name pro mobi example test invalid local app dev shop store online site website web tech cloud cafe coffee restaurant bar pub pizza food kitchen "
            + "menu wine beer hotel hotels travel tours holiday salon beauty hair spa fitness gym yoga clinic dental doctor health care vet law legal attorney lawyer tax finance bank insurance "
            + "agency studio design art photo photos photography video music club events party wedding live life world today news blog media social chat page link team work works company "
            + "business ltd gmbh inc llc group global international academy school education training university house homes estate realty property properties rent rentals construction "
            + "repair auto cars taxi delivery express market shopping sale fashion boutique shoes jewelry gifts toys flowers garden farm pet pets zone space city berlin london paris nyc "
            + "amsterdam wien hamburg koeln moscow istanbul tokyo xyz top icu vip one plus fun ink love family kids center services support solutions systems digital email host network "
            + "guide directory expert consulting management marketing ventures capital рф укр рус бел срб мкд бг қаз").Split(' '),
        .. ("ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do "
            + "dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km "
            + "kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk "
            + "pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va "
            + "vc ve vg vi vn vu wf ws ye yt za zm zw").Split(' '),
    ]).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Networks = ((IEnumerable<string>)
    [
        "t.me", "telegram.me", "instagram.com", "twitter.com", "x.com", "facebook.com", "fb.com", "fb.me", "m.me", "tiktok.com", "youtube.com", "threads.net", "vk.com", "ok.ru", "pinterest.com", "ble.ir", "eitaa.com", "rubika.ir",
    ]).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The end of the domain name that a text begins with; 0 where it begins with none.</summary>
    /// <param name="text">The text, folded.</param>
    /// <param name="isNamed">Whether something before it says that it is one, such as <c>https://</c>.</param>
    public static int EndOf(ReadOnlySpan<char> text, bool isNamed)
    {
        var (label, dots, end) = (0, 0, 0);
        for (var at = 0; ; at++)
        {
            if (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '_'))
                continue;
            if (at == label)
                break;
            if (dots > 0 && Tops.Contains(text[label..at]))
                end = at;
            if (at == text.Length || text[at] != '.')
                break;
            dots++;
            label = at + 1;
        }

        if (end == 0 || isNamed)
            return end;
        // Two short words with a full stop between them are more often a pair of days.
        var first = text.IndexOf('.');
        var isName = (first >= ShortestName && text[..first].ContainsAnyInRange('a', '\uFFFF')) || Networks.Contains(text[..end]) || (end < text.Length && text[end] == '/');
        return isName ? end : 0;
    }

    /// <summary>Whether it is a social network, whose addresses are handles.</summary>
    public static bool IsNetwork(ReadOnlySpan<char> host) => Networks.Contains(host);
}
