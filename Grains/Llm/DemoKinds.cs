using System.Text.RegularExpressions;

namespace PromptGen.Llm;

/// <summary>Tells what a piece of notes is about, by its signs and by words of a few languages.</summary>
internal static partial class DemoKinds
{
    public static DemoKind Of(string text) => text switch
    {
        _ when Address().IsMatch(text) => DemoKind.Contact,
        _ when Time().IsMatch(text) => DemoKind.Hours,
        _ when Money().IsMatch(text) => DemoKind.Prices,
        _ when Phone().EnumerateMatches(text).MoveNext() => DemoKind.Contact,
        _ => DemoKind.About,
    };

    // An e-mail or web address, a handle, an international number, or a word that announces one.
    [GeneratedRegex(
        @"[\w.-]@\w|(?<!\w)@\w|https?:|www\.|\b[a-z0-9-]{2,63}\.(com|org|net|io|app|shop|ir|de|at|ch|uk|fr|es|it|nl|eu|tr|in|us)\b|\+\d[\d ]{5}"
        + @"|\b(phone|telephone|tel|call us|e-?mail|whatsapp|instagram|telegram|telefon|téléphone|teléfono|address|adresse|dirección|تلفن|تماس|ایمیل|آدرس|نشانی|اینستاگرام|تلگرام|واتساپ|هاتف|عنوان)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(
        @"\b\d{1,2}:\d{2}\b|\b\d{1,2} ?(am|pm|uhr)\b"
        + @"|\b(open|opens|opening|hours|closed|closes|daily|weekdays|weekends?|mon|tue|wed|thu|fri|sat|sun|(mon|tues|wednes|thurs|fri|satur|sun)days?)\b"
        + @"|\b(geöffnet|öffnungszeiten|geschlossen|täglich|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|ouvert|fermé|horaires|abierto|cerrado|horario)\b"
        + @"|\b(ساعت|ساعات|باز|بسته|تعطیل|همه‌روزه|هرروز|روزانه|شنبه|یکشنبه|دوشنبه|سه‌شنبه|چهارشنبه|پنجشنبه|پنج‌شنبه|جمعه|مفتوح|مغلق|الدوام)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    [GeneratedRegex(
        @"[$€£¥₹﷼₽₺]|\b\d+[.,]\d{2}\b(?![.,]?\d)|\d ?(usd|eur|euros?|dollars?|chf|gbp|kr|zł)\b|\b(prices?|preise?|prix|precios?|تومان|تومن|ریال|قیمت|درهم|السعر)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Money();

    // Seven digits or more, with single signs between them.
    [GeneratedRegex(@"(?<!\d)\d(?:[ ()/.-]{0,2}\d){6,20}(?!\d)")]
    private static partial Regex Phone();
}
