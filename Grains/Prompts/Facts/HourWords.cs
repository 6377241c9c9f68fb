using System.Buffers;
using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>Words among which two plain numbers are hours.</summary>
internal static class HourWords
{
    private const int Before = 60, After = 24;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = ((IEnumerable<string>)
    [
        .. ("open opens opening hours hour closed close closes daily weekdays weekday weekend weekends everyday mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
            + "thursdays fridays saturdays sundays breakfast lunch dinner kitchen timing timings time times checkin working reception deliver delivery delivers "
            + "geöffnet offen öffnungszeiten öffnungszeit geschlossen täglich montag dienstag mittwoch donnerstag freitag samstag sonntag montags dienstags mittwochs donnerstags freitags samstags sonntags mo di mi do fr sa so werktags auf "
            + "ouvert ouverts ouverte horaires horaire fermé lundi mardi mercredi jeudi vendredi samedi dimanche tous jours lun mar mer jeu ven sam dim "
            + "abierto abiertos abierta horario horarios abrimos lunes martes miércoles jueves viernes sábado sábados domingo domingos diario diariamente "
            + "aperto aperti aperta orari orario lunedì martedì mercoledì giovedì venerdì sabato domenica gio ven sab dom aberto aberta funcionamento segunda terça quarta quinta sexta seg sex "
            + "geopend openingstijden maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo dagelijks açık saatleri çalışma pazartesi salı çarşamba perşembe cuma cumartesi pazar hafta içi pzt cmt hergün gün "
            + "otwarte godziny czynne codziennie poniedziałek wtorek środa czwartek piątek sobota niedziela pon pt sob nd otwarcia "
            + "открыто открыты работаем режим часы ежедневно понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс работы будни выходные график пятницу субботу "
            + "відчинено працюємо щодня понеділок вівторок середа четвер пятниця субота неділя години роботи графік нд "
            + "باز بازیم بازه ساعت ساعات کاری کار روز هرروز همه شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه پنج جمعه جمعهها شنبهها روزانه تعطیل بسته "
            + "مفتوح مفتوحون فاتحين يوميا نفتح دوام الدوام اوقات العمل السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة مغلق "
            + "کھلا اوقات پیر منگل بدھ جمعرات ہفتہ اتوار खुला समय टाइमिंग बजे सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार रोज खुले").Split(' '),
    ]).Select(word => Folding.Of(word)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<string> Dense = SearchValues.Create(["营业", "營業", "开放", "周一", "周日", "星期", "每天", "时间", "営業", "月曜", "火曜", "土曜", "日曜", "平日", "定休", "毎日", "영업", "월요일", "매일", "평일", "토요일", "일요일", "시간"], StringComparison.Ordinal);

    /// <summary>Where such words begin.</summary>
    public static List<int> Find(FoldedText text)
    {
        var places = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.WordEnd(at);
            if (end > at && (Words.Contains(text.Slice(at, end)) || IsDense(text.Slice(at, end))))
                places.Add(at);
            at = Math.Max(end, at + 1);
        }

        return places;
    }

    /// <summary>Whether one of them stands in the same line, not far before or after.</summary>
    public static bool AreAround(List<int> places, FoldedText text, int start, int end)
    {
        var next = places.BinarySearch(start);
        next = next < 0 ? ~next : next;
        return (next > 0 && start - places[next - 1] <= Before && !text.Slice(places[next - 1], start).Contains('\n'))
            || (next < places.Count && places[next] - end <= After && places[next] >= end && !text.Slice(end, places[next]).Contains('\n'));
    }

    private static bool IsDense(ReadOnlySpan<char> words) => words[0] >= '\u2E80' && words.ContainsAny(Dense);
}
