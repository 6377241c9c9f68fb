using System.Globalization;
using System.Text;

namespace PromptGen.Llm;

/// <summary>The demo writer's own words, where no template has any.</summary>
internal sealed record DemoWords
{
    private static readonly DemoWords English = new()
    {
        Role = "# Role",
        You = "You are the assistant of the business described here.",
        Manner = "You answer its customers in their language, in a friendly tone, and only from what is written here.",
        About = "# About the business",
        Hours = "# Opening hours",
        Prices = "# Prices",
        Contact = "# Contact",
        Unknown = "# When you do not know",
        Honest = "Say that you are not certain instead of guessing.",
        Refer = "Offer the contact data above.",
        Wishes = "# Also",
    };

    private static readonly DemoWords Persian = new()
    {
        Role = "# نقش",
        You = "شما دستیار کسب‌وکاری هستید که اینجا معرفی شده است.",
        Manner = "به پرسش‌های مشتریان به زبان خودشان، با لحنی دوستانه و تنها بر پایهٔ آنچه اینجا آمده پاسخ می‌دهید.",
        About = "# دربارهٔ کسب‌وکار",
        Hours = "# ساعت کار",
        Prices = "# قیمت‌ها",
        Contact = "# راه‌های تماس",
        Unknown = "# وقتی پاسخ را نمی‌دانید",
        Honest = "حدس نزنید و بگویید که مطمئن نیستید.",
        Refer = "راه‌های تماس بالا را پیشنهاد کنید.",
        Wishes = "# همچنین",
    };

    public required string Role { get; init; }

    public required string You { get; init; }

    public required string Manner { get; init; }

    public required string About { get; init; }

    public required string Hours { get; init; }

    public required string Prices { get; init; }

    public required string Contact { get; init; }

    public required string Unknown { get; init; }

    public required string Honest { get; init; }

    public required string Refer { get; init; }

    public required string Wishes { get; init; }

    /// <summary>Whether a text is written in the language of these words, as far as its letters tell.</summary>
    public bool Suit(string text) => For(text) == this;

    /// <summary>Persian for a Persian text, else English: what the shipped templates are written in.</summary>
    public static DemoWords For(string text)
    {
        var (arabic, others, foreign) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter))
                continue;
            if (rune.Value is >= 0x0600 and <= 0x06FF)
                arabic++;
            else
                others++;
            // Letters that Arabic has and Persian hardly ever; many also write Persian's ye and kaf with Arabic ones.
            if (rune.Value is 'ة' or 'أ' or 'إ' or 'ى')
                foreign++;
        }
        return arabic > others && foreign * 50 < arabic ? Persian : English;
    }
}
