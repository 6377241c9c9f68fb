using System.Collections.Frozen;
using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>What the feedback to a prompt speaks of: by the name of its kind, by its own words, or by words of the line it stands in.</summary>
internal sealed class Excused(string? feedback)
{
    private const int ShortestWord = 4;

    private static readonly (FactKind Kind, FrozenSet<string> Words)[] Kinds =
    [
        (FactKind.Price, Set("price prices cost costs preis preise prix precio precios prezzo prezzi preço preços prijs prijzen fiyat fiyatlar fiyatları cena ceny цена цены ціни قیمت قیمتها سعر الاسعار اسعار قیمتیں कीमत दाम 价格 價格 値段 料金 가격")),
        (FactKind.Phone, Set("phone telephone number telefon telefonnummer téléphone teléfono telefono telefone telefoon телефон номер تلفن شماره هاتف الهاتف رقم فون फोन नंबर 电话 電話 전화")),
        (FactKind.Email, Set("email e-mail mail correo courriel почта ایمیل البريد ईमेल 邮件 メール 이메일")),
        (FactKind.Url, Set("website site web link url webseite sitio sito сайт ссылка سایت وبسایت لینک الموقع رابط वेबसाइट 网站 サイト 웹사이트")),
        (FactKind.Handle, Set("instagram telegram handle social twitter facebook اینستاگرام تلگرام انستغرام инстаграм телеграм")),
        (FactKind.Time, Set("hours opening times time öffnungszeiten zeiten horaires heures horario horas orari orario horários openingstijden saatleri saatler godziny часы время години ساعت ساعات اوقات الدوام समय 时间 時間 시간")),
        (FactKind.Number, Set("number numbers zahlen nombres números numeri getallen sayılar liczby числа اعداد ارقام")),
    ];

    private readonly HashSet<string> _words = feedback is null ? [] : Words(Folding.Of(feedback));
    private readonly FactIndex? _index = feedback is null ? null : Index(feedback);

    /// <summary>Whether a fact of a text may go or change.</summary>
    public bool Covers(Fact fact, string text)
    {
        if (_index is null)
            return false;
        if (_index.Holds(fact) || Array.Exists(Kinds, kind => kind.Kind == fact.Kind && kind.Words.Overlaps(_words)))
            return true;
        return Words(Folding.Of(Lines.Of(text, fact))).Overlaps(_words);
    }

    private static FactIndex Index(string feedback)
    {
        var index = new FactIndex();
        index.Add(feedback);
        return index;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').Select(word => Folding.Of(word)).ToFrozenSet();

    private static HashSet<string> Words(string folded)
    {
        var words = new HashSet<string>();
        for (var at = 0; at < folded.Length;)
        {
            var end = at;
            while (end < folded.Length && (char.IsLetter(folded[end]) || folded[end] == '-'))
                end++;
            if (end - at >= ShortestWord || (end > at && folded[at] >= '\u0600' && end - at >= 2))
                words.Add(folded[at..end]);
            at = Math.Max(end, at + 1);
        }

        return words;
    }
}
