using System.Collections.Frozen;

namespace PromptGen.Prompts.Facts;

/// <summary>
/// Tells the languages of the Arabic script apart. Persian is often typed with Arabic's ye and kaf, so those prove nothing; its own letters and
/// its words do.
/// </summary>
internal static class ArabicLetters
{
    private const int LongestWord = 12;

    private static readonly FrozenDictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> Words = ((IEnumerable<(char Language, string Names)>)
    [
        ('f', "از به با در که را این ان است هست هستیم و‌ برای تا یا هم می ما شما خود هر همه روز ساعت تلفن تماس قیمت تومان ریال شنبه جمعه خیابان کوچه پلاک نبش میدان رزرو رایگان مشتری مشتریان سفارش ارسال باز بسته تعطیل داریم دارد کنید شود نیست هستند "
            + "فروشگاه رستوران کافه کلینیک مطب ارایشگاه اموزشگاه خدمات نفر هزار ادرس نشانی شماره موبایل صبح عصر شب حیاط غذا قهوه نداریم بدون مهمان پرداخت نقدی"),
        ('a', "في من على الى عن مع هذا هذه التي الذي او ان لا ما كل بعد قبل يوم نحن لدينا هاتف شارع سعر اسعار مفتوح مغلق يوميا خدمة خدمات توصيل الساعة صباحا مساء ريال درهم دينار جنيه عملاء الزبائن مطعم مقهى عيادة متجر نقدم يوجد فقط حتى"),
        ('u', "ہے ہیں میں کے کا کی کو سے پر اور یہ ہم اپ نہیں ہر دن فون قیمت روپے گھنٹے کھلا بند لیے ہمارے تک ساتھ"),
    ]).SelectMany(one => one.Names.Split(' '), (one, name) => (Name: Folding.Of(name), one.Language)).DistinctBy(pair => pair.Name)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Language).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The language's tag; null where it is not clear.</summary>
    public static string? Of(string text)
    {
        var (persian, arabic, urdu, kurdish) = (0f, 0f, 0f, 0f);
        Span<char> word = stackalloc char[LongestWord];
        var length = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : ' ';
            switch (c)
            {
                case 'پ' or 'چ' or 'ژ' or 'گ':
                    persian++;
                    urdu += 0.5f;
                    break;
                case 'ک' or 'ی':
                    persian += 0.4f;
                    urdu += 0.3f;
                    break;
                case 'ٹ' or 'ڈ' or 'ڑ' or 'ں' or 'ے' or 'ہ' or 'ھ' or 'ۓ':
                    urdu += 1.5f;
                    break;
                case 'ێ' or 'ۆ' or 'ڕ' or 'ڵ':
                    kurdish += 2;
                    break;
                case 'ة' or 'أ' or 'إ' or 'ى' or 'ؤ':
                    arabic++;
                    break;
                case 'ي' or 'ك':
                    arabic += 0.1f;
                    break;
            }

            if (Folding.Of(c) is var folded && folded == Folding.Nothing)
            {
                // A zero width non-joiner parts a Persian word from its ending.
                persian += c == '\u200C' ? 0.5f : 0;
                continue;
            }

            if (char.IsLetter(folded))
            {
                if (length < LongestWord)
                    word[length] = folded;
                length++;
                continue;
            }

            if (length is > 0 and <= LongestWord)
            {
                if (Words.TryGetValue(word[..length], out var language))
                    (persian, arabic, urdu) = (persian + (language == 'f' ? 1.5f : 0), arabic + (language == 'a' ? 1.5f : 0), urdu + (language == 'u' ? 1.5f : 0));
                else if (length > 4 && word[0] == 'ا' && word[1] == 'ل')
                    arabic += 0.7f;
            }

            length = 0;
        }

        var best = Math.Max(Math.Max(persian, arabic), Math.Max(urdu, kurdish));
        if (best < 1)
            return null;
        return best == kurdish ? "ckb" : best == urdu ? "ur" : best == persian ? "fa" : "ar";
    }
}
