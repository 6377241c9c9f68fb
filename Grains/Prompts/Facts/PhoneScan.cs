using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>
/// Finds telephone numbers: what begins as one, what a word announces, and what is possible where the notes seem to come from. The library
/// that knows the last is slow, so it is asked for few.
/// </summary>
internal static class PhoneScan
{
    public const int FewestDigits = 7;

    private const int MostDigits = 15, FewestAnnounced = 3, WordsBefore = 3;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = ((IEnumerable<string>)
    [
        "phone", "phones", "tel", "telephone", "telefon", "telefone", "telefono", "telefonnummer", "telefoon", "téléphone", "teléfono", "call", "mobile", "mobil", "móvil", "movil", "cell", "celular", "cellulare",
        "handy", "whatsapp", "whats", "wa", "viber", "signal", "sms", "text", "fax", "hotline", "ring", "rufen", "anrufen", "appelez", "appeler", "llame", "llamar", "ligue", "ligar", "chiama", "chiamare", "bel", "bellen",
        "numara", "gsm", "cep", "tlf", "numer", "zadzwoń", "dzwoń", "kom", "komórka", "fon", "portable",
        "тел", "телефон", "телефону", "телефона", "звоните", "звонить", "моб", "мобильный", "мобільний", "дзвоніть", "ватсап", "вотсап",
        "تلفن", "موبایل", "شماره", "تماس", "همراه", "واتساپ", "واتس‌اپ", "واتساب", "هاتف", "جوال", "موبايل", "اتصل", "الهاتف", "الجوال", "اتصال", "تلفون", "فون", "نمبر", "رابطہ",
        "फोन", "मोबाइल", "नंबर", "कॉल", "संपर्क", "電話", "电话", "手机", "携帯", "热线", "전화", "연락처", "휴대폰",
    ]).Select(word => Folding.Of(word)).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    public static void Run(Scan scan)
    {
        var text = scan.Text;
        var library = new PhoneLibrary(text);
        for (var at = 0; at < text.Length;)
        {
            if (!IsStart(text, at) || scan.IsTaken(at))
            {
                at++;
                continue;
            }

            var (end, digits) = Extent(scan, at);
            if (digits >= FewestAnnounced && Decide(scan, library, at, end, digits))
                scan.Add(FactKind.Phone, at, end, ValueOf(text.Slice(at, end)));
            at = Math.Max(end, at + 1);
        }
    }

    /// <summary>The number as it is dialled: its digits, and a plus before those that hold the country.</summary>
    internal static string ValueOf(ReadOnlySpan<char> written)
    {
        // The zero in "+49 (0)30" is only dialled within the country.
        var isWorld = written[0] == '+' || written.StartsWith("(+", StringComparison.Ordinal);
        var left = isWorld ? written.IndexOf("(0)", StringComparison.Ordinal) : -1;
        Span<char> value = stackalloc char[written.Length + 1];
        var length = 1;
        for (var at = 0; at < written.Length; at++)
        {
            if (char.IsAsciiDigit(written[at]) && (left < 0 || at != left + 1))
                value[length++] = written[at];
        }

        var digits = value[1..length];
        if (!isWorld && digits.Length > 9 && digits.StartsWith("00", StringComparison.Ordinal))
            return $"+{digits[2..]}";
        return isWorld ? $"+{digits}" : digits.ToString();
    }

    private static bool IsStart(FoldedText text, int at) =>
        (char.IsAsciiDigit(text[at]) && !IsJoined(text[at - 1]))
        || (text[at] == '+' && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is '('))
        || (text[at] == '(' && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] == '+'));

    /// <summary>Digits within a word or a number are no beginning.</summary>
    private static bool IsJoined(char before) => char.IsAsciiLetterOrDigit(before) || before is '.' or ',' or '_' or '#' or '/';

    /// <summary>How far digits go with the signs that phone numbers have between them.</summary>
    private static (int End, int Digits) Extent(Scan scan, int start)
    {
        var text = scan.Text;
        var (end, digits, signs) = (start, 0, 0);
        for (var at = start; at - start < 40 && !scan.IsTaken(at); at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                // Another number begins: of one, no more digits than there can be.
                if (digits == MostDigits && signs > 0)
                    break;
                (end, digits, signs) = (at + 1, digits + 1, 0);
            }
            else if (text[at] is ' ' or '-' or '.' or '(' or ')' or '/')
            {
                // Two numbers beside each other have a slash with blanks between them, or more signs than one number has.
                // But an area's code may be set off so: 0221 / 4710133.
                var isArea = digits is >= 3 and <= 5 && text[start] is '0' or '(';
                if (++signs > 3 || (!isArea && ((text[at] == '/' && text[at - 1] == ' ') || (text[at] == ' ' && text[at - 1] is ' ' or '/'))))
                    break;
            }
            else if (text[at] != '+' || at != start && !(at == start + 1 && text[start] == '('))
            {
                break;
            }
        }

        return (end, digits);
    }

    private static bool Decide(Scan scan, PhoneLibrary library, int start, int end, int digits)
    {
        var text = scan.Text;
        if (char.IsAsciiLetter(text[end]) || digits > MostDigits + 2 || Shapes.IsOther(text.Slice(start, end)))
            return false;
        var isWorld = text[start] == '+' || text.Slice(start, end).StartsWith("(+", StringComparison.Ordinal);
        if (isWorld || text.Slice(start, end).StartsWith("00", StringComparison.Ordinal))
            return digits >= FewestDigits;
        if (Currencies.After(text, end) is not null || Currencies.Before(text, start) is not null || text[text.SkipSpaces(end)] == '%')
            return false;
        if (IsAnnounced(text, start))
            return digits >= FewestAnnounced && !IsTimes(text, end);
        return digits >= FewestDigits && library.IsPossible(start, end);
    }

    /// <summary>What looks like a short number may be the hour one can call at.</summary>
    private static bool IsTimes(FoldedText text, int end) => text[end] is ':' && char.IsAsciiDigit(text[end + 1]);

    /// <summary>Whether one of the last words before it says that a phone number follows.</summary>
    private static bool IsAnnounced(FoldedText text, int start)
    {
        var at = start;
        for (var words = 0; words < WordsBefore; words++)
        {
            while (at > 0 && text[at - 1] is ' ' or ':' or '.' or '(' or '-' or '=' or '*' or '#' or '/')
                at--;
            var from = text.WordStart(at);
            if (from == at)
                return from > 1 && text[from - 1] is '\u260E' or '\u2706' or '\uDCDE' or '\uDCF1' or '\uDCF2' or '\uFE0F';
            if (Words.Contains(text.Slice(from, at)))
                return true;
            at = from;
        }

        return false;
    }
}
