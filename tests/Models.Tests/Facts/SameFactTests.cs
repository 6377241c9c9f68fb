using PromptGen.Prompts.Facts;

namespace PromptGen.Models.Tests.Facts;

/// <summary>A fact is found again however it is written, and no other is taken for it.</summary>
public sealed class SameFactTests
{
    [Theory]
    [InlineData("Tel. 030 1234567", "call +49 30 1234567")]
    [InlineData("+49 (0)30 1234567", "Tel. 030 1234567")]
    [InlineData("+1 555 0100", "[call](tel:+15550100)")]
    [InlineData("تلفن ۰۲۱۸۸۷۷۶۶۵۵", "Tel: 021-8877 6655")]
    [InlineData("+1 555 0100", "wa.me/15550100")]
    [InlineData("10,50 €", "€10.50")]
    [InlineData("10,50 €", "10.50 EUR")]
    [InlineData("10,50 €", "10,5 Euro")]
    [InlineData("۱۲۰٬۰۰۰ تومان", "120,000 Toman")]
    [InlineData("۱۲۰ هزار تومان", "۱۲۰٬۰۰۰ تومان")]
    [InlineData("1 200 руб.", "1200 ₽")]
    [InlineData("$1,200", "1200 dollars")]
    [InlineData("10–15 €", "from 10 € to 15 €")]
    [InlineData("3 €", "| Price (EUR) |\n| 3.00 |")]
    [InlineData("open 8am-6pm", "open 08:00–18:00")]
    [InlineData("open 8am", "open at 8:00")]
    [InlineData("ab 8 Uhr", "from 08:00")]
    [InlineData("open 8-18", "from 8 AM to 6 PM")]
    [InlineData("ساعت ۸ تا ۱۸", "8:00–18:00")]
    [InlineData("۸ صبح تا ۶ عصر", "08:00-18:00")]
    [InlineData("下午6点", "18:00")]
    [InlineData("open 24/7", "open around the clock")]
    [InlineData("3 rooms", "three rooms")]
    [InlineData("۱۲ میز", "دوازده میز")]
    [InlineData("1.200 m", "1,200 m")]
    [InlineData("https://www.aurora.example/", "aurora.example")]
    [InlineData("Instagram @aurora", "instagram.com/aurora")]
    [InlineData("Info@Aurora.example", "info@aurora.example")]
    public void SameFact_IsHeld(string notes, string prompt) => Assert.All(FactFinder.Find(notes), fact => Assert.True(Index(prompt).Holds(fact), fact.Text));

    [Theory]
    [InlineData("Tel. 030 1234567", "Tel. 030 1234568")]
    [InlineData("+49 30 1234567", "+43 30 1234567")]
    [InlineData("10,50 €", "10,50 $")]
    [InlineData("10,50 €", "100,50 €")]
    [InlineData("120,000 Toman", "12,000 Toman")]
    [InlineData("10–15 €", "10–16 €")]
    [InlineData("open 8am-6pm", "open 8am-7pm")]
    [InlineData("open 9-17 and 10-14", "open 9-14 and 10-17")]
    [InlineData("at 8pm", "at 8am")]
    [InlineData("3 rooms", "13 rooms")]
    [InlineData("a.example/menu", "a.example")]
    [InlineData("info@aurora.example", "info@aurora.example.org")]
    [InlineData("@aurora", "@aurora_cafe")]
    public void OtherFact_IsNot(string notes, string prompt) => Assert.Contains(FactFinder.Find(notes), fact => !Index(prompt).Holds(fact));

    private static FactIndex Index(string text)
    {
        var index = new FactIndex();
        index.Add(text);
        return index;
    }
}
