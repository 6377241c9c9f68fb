using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>Words among which two plain numbers are hours.</summary>
internal static class HourWords
{
    private const int Before = 60, After = 24;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = ((IEnumerable<string>)
    [
        .. ("open opens opening hours hour closed close closes daily weekdays weekday weekend weekends everyday mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
            + "thursdays fridays saturdays sundays breakfast lunch dinner kitchen checkin working reception deliver delivery delivers "
            + "geöffnet offen öffnungszeiten öffnungszeit geschlossen täglich montag dienstag mittwoch donnerstag freitag samstag sonntag montags dienstags mittwochs donnerstags freitags samstags sonntags mo di mi do fr sa so werktags auf "
            + "ouvert ouverts ouverte horaires horaire fermé lundi mardi mercredi jeudi vendredi samedi dimanche tous jours lun mar mer jeu ven sam dim "
            + "abierto abiertos abierta horario horarios abrimos lunes martes miércoles jueves viernes sábado sábados domingo domingos diario diariamente "
            + "aperto aperti aperta orari orario lunedì martedì mercoledì giovedì venerdì sabato domenica gio ven sab dom aberto aberta funcionamento segunda terça quarta quinta sexta seg sex "
            + "geopend openingstijden maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo dagelijks açık saatleri çalışma pazartesi salı çarşamba perşembe cuma cumartesi pazar hafta içi pzt cmt hergün gün "
            + "otwarte godziny czynne codziennie poniedziałek wtorek środa czwartek piątek sobota niedziela pon pt sob nd otwarcia "
            + "открыто открыты работаем режим часы ежедневно понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс работы будни выходные график пятницу субботу "
            + "відчинено працюємо щодня понеділок вівторок середа четвер пятниця субота неділя години роботи графік нд "
            + "باز ساعت ساعات کاری کار روز هرروز همه شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه پنج جمعه جمعهها شنبهها روزانه تعطیل بسته "
            + "مفتوح مفتوحون يوميا نفتح دوام الدوام اوقات العمل السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة مغلق "
            + "کھلا اوقات پیر منگل بدھ جمعرات ہفتہ اتوار खुला समय सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार रोज खुले").Split(' '),
    ]).Select(word => Folding.Of(word)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] Dense = ["营业", "營業", "开放", "周一", "周日", "星期", "每天", "时间", "営業", "月曜", "火曜", "土曜", "日曜", "平日", "定休", "毎日", "영업", "월요일", "매일", "평일", "토요일", "일요일", "시간"];

    /// <summary>Whether such a word stands in the same line, not far before or after.</summary>
    public static bool Around(FoldedText text, int start, int end)
    {
        var from = start;
        while (from > 0 && start - from < Before && text[from - 1] != '\n')
            from--;
        // Not from the middle of a word.
        from = start - from == Before ? Math.Min(text.WordEnd(from), start) : from;
        var to = end;
        while (to < text.Length && to - end < After && text[to] != '\n')
            to++;
        return Holds(text, from, start) || Holds(text, end, to);
    }

    private static bool Holds(FoldedText text, int from, int to)
    {
        for (var at = from; at < to;)
        {
            var end = Math.Min(text.WordEnd(at), to);
            if (end > at && (Words.Contains(text.Slice(at, end)) || IsDense(text.Slice(at, end))))
                return true;
            at = Math.Max(end, at + 1);
        }

        return false;
    }

    private static bool IsDense(ReadOnlySpan<char> words)
    {
        if (words[0] < '\u2E80')
            return false;
        foreach (var word in Dense)
        {
            if (words.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
