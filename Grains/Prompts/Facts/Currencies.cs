using System.Collections.Frozen;
using System.Globalization;

namespace PromptGen.Prompts.Facts;

/// <summary>The names and signs of money. Those of currencies that share a sign are one.</summary>
internal static class Currencies
{
    /// <summary>Of an amount that is written as one without its currency: <c>149,-</c>.</summary>
    public const string Unsaid = "¤";

    private const int LongestEnding = 3, ShortestStem = 3;

    private static readonly (string Code, string Names)[] All =
    [
        ("EUR", "€ eur euro euros euroa евро євро یورو يورو ευρώ यूरो ユーロ 欧元 유로"),
        ("USD", "$ usd us$ dollar dollars dollari dólar dólares dolar dolarów доллар доллара долларов долар доларів دلار دولار دولارات ڈالر डॉलर 美元 美金 ドル 달러 cad aud nzd sgd hkd ca$ c$ a$"),
        ("GBP", "£ gbp quid pounds sterling фунт фунтов پوند पाउंड 英镑 ポンド 파운드"),
        ("JPY", "¥ jpy yen 円 日元 엔 йен ین cny rmb yuan 元 块 人民币 元人民币 위안 юань юаней یوان 圓"),
        ("INR", "₹ inr rs rupee rupees रुपये रुपए रुपया रु रूपये روپے روپیه pkr ₨ روپیہ"),
        ("RUB", "₽ rub руб рубль рубля рублей рубли rubles rubel روبل р"),
        ("TRY", "₺ try tl lira liraya лир لیر"),
        ("PLN", "zł pln złoty złotych złote злотых zloty"),
        ("KR", "kr sek nok dkk kronor kroner isk"),
        ("CHF", "chf sfr franken francs franchi"),
        ("UAH", "₴ uah грн гривень гривні гривня гривен hryvnia"),
        ("RON", "lei ron leu"), ("CZK", "kč czk korun koruna"), ("HUF", "huf forint"), ("KRW", "₩ krw 원"), ("ILS", "₪ ils nis shekel shekels שקל שח شيكل شواكل"),
        ("IRT", "تومان تومن تومان‌ toman tomans irt تومنی туман"), ("IRR", "﷼ ریال irr rial rials ریالات sar qar riyal riyals omr ر.س"),
        ("AED", "درهم دراهم aed dirham dirhams mad د.إ"), ("DIN", "دینار دنانیر kwd jod bhd dinar dinars iqd"), ("EGP", "جنیه egp جنیها"),
        ("BRL", "r$ brl reais"), ("PESO", "mxn ars clp cop pesos peso ₱ php"), ("VND", "₫ vnd đồng"), ("THB", "฿ thb baht บาท"), ("NGN", "₦ ngn naira"), ("KZT", "₸ kzt тенге"),
        ("BGN", "bgn лв"), ("IDR", "idr rp rupiah"), ("ZAR", "zar"), ("MYR", "myr rm ringgit"), ("AFN", "؋ افغانی afn"), ("TWD", "twd nt$ 新台币"), ("PEN", "s/ pen soles"),
        // What is a hundredth of many.
        ("CENT", "¢ cent cents centimes céntimos centavos centesimi цент центов центы"), ("PENCE", "pence"), ("KOPEK", "копеек копейки копейка kopeks"), ("KURUS", "kuruş"),
    ];

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Codes = All
        .SelectMany(currency => currency.Names.Split(' '), (currency, name) => (Name: Folding.Of(name), currency.Code))
        .Where(pair => pair.Name.Length > 0).DistinctBy(pair => pair.Name).ToFrozenDictionary(pair => pair.Name, pair => pair.Code).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The currency that stands after a number, and where it ends.</summary>
    public static (string Code, int End)? After(FoldedText text, int end)
    {
        var at = text.SkipSpaces(end);
        if (at - end > 2)
            return null;
        // A hyphen belongs to amounts such as "20,-" and to words such as "5-Euro".
        if (text[at] is ',' or '.' && text[at + 1] == '-')
            return At(text, text.SkipSpaces(at + 2)) is { } behind && text.SkipSpaces(at + 2) - at <= 3 ? behind : (Unsaid, at + 2);
        // The Toman's short form is only written right behind the number.
        if (at == end && text[at] == 't' && !FoldedText.IsWord(text[at + 1]))
            return ("IRT", at + 1);
        else if (text[at] == '-' && at == end && char.IsLetter(text[at + 1]))
            at++;
        return At(text, at);
    }

    /// <summary>The currency that stands before a number, and where it begins. Before it stand signs and short codes, not words.</summary>
    public static (string Code, int Start)? Before(FoldedText text, int start)
    {
        var at = start;
        while (at > 0 && start - at < 2 && text[at - 1] == ' ')
            at--;
        if (at > 1 && text[at - 1] == '.' && char.IsLetter(text[at - 2]))
            at--;
        for (var length = 3; length >= 1; length--)
        {
            var from = at - length;
            if (from < 0 || !Codes.TryGetValue(text.Slice(from, at), out var code) || (char.IsLetter(text[from]) && char.IsLetter(text[from - 1])))
                continue;
            // Of Arabic, Cyrillic and the like only signs stand before numbers.
            return text[at - 1] >= '\u0370' && char.IsLetter(text[at - 1]) ? null : (code, from);
        }

        return null;
    }

    /// <summary>Adds the currencies that a text names anywhere.</summary>
    public static void AddTo(HashSet<string> currencies, FoldedText text)
    {
        for (var at = 0; at < text.Length;)
        {
            var isWord = char.IsLetter(text[at]);
            if ((isWord || char.GetUnicodeCategory(text[at]) == UnicodeCategory.CurrencySymbol) && At(text, at) is { } found)
                currencies.Add(found.Code);
            at = isWord && text[at] < '\u2E80' ? Math.Max(text.WordEnd(at), at + 1) : at + 1;
        }
    }

    /// <summary>The currency that is named here, and where its name ends.</summary>
    public static (string Code, int End)? At(FoldedText text, int at)
    {
        if (!char.IsLetter(text[at]))
        {
            return Codes.TryGetValue(text.Slice(at, Math.Min(at + 1, text.Length)), out var sign) ? (sign, at + 1) : null;
        }

        var end = at;
        while (end - at < 16 && (FoldedText.IsWord(text[end]) || text[end] == '$' || (text[end] == '.' && char.IsLetter(text[end + 1]) && text[at] >= '\u0600')))
            end++;
        if (Codes.TryGetValue(text.Slice(at, end), out var code))
            return (code, end);
        // Endings of the word; scripts without blanks go on with the next one.
        var isAscii = char.IsAsciiLetter(text[at]);
        var isDense = text[at] >= '\u2E80';
        for (var length = isDense ? Math.Min(4, end - at) : end - at - 1; length >= 1 && !isAscii; length--)
        {
            if (!isDense && (length < ShortestStem || end - at - length > LongestEnding))
                continue;
            if (Codes.TryGetValue(text.Slice(at, at + length), out code))
                return (code, at + length);
        }

        return null;
    }
}
