using PromptGen.Prompts.Facts;

namespace PromptGen.Models.Tests.Facts;

/// <summary>Every fact of a text is found, with its own words and its place.</summary>
public sealed class FactFinderTests
{
    [Theory]
    // Telephone numbers.
    [InlineData("Cafe Aurora, open 8-18, +1 555 0100", "time:8-18 phone:+1 555 0100")]
    [InlineData("Tel. 030 1234567", "phone:030 1234567")]
    [InlineData("Tel: 030/123 45 67, Fax 030-1234568", "phone:030/123 45 67 phone:030-1234568")]
    [InlineData("call us on (212) 555-0100 today", "phone:(212) 555-0100")]
    [InlineData("+49 (0)30 901820", "phone:+49 (0)30 901820")]
    [InlineData("0049 30 901820", "phone:0049 30 901820")]
    [InlineData("01 23 45 67 89 est notre numéro", "phone:01 23 45 67 89")]
    [InlineData("تلفن: ۰۲۱-۸۸۷۷۶۶۵۵", "phone:۰۲۱-۸۸۷۷۶۶۵۵")]
    [InlineData("موبایل ۰۹۱۲۳۴۵۶۷۸۹", "phone:۰۹۱۲۳۴۵۶۷۸۹")]
    [InlineData("هاتف: ٠٥٠١٢٣٤٥٦٧", "phone:٠٥٠١٢٣٤٥٦٧")]
    [InlineData("फोन +९१ ९८७६५ ४३२१०", "phone:+९१ ९८७६५ ४३२१०")]
    [InlineData("电话：０１０－１２３４５６７８", "phone:０１０－１２３４５６７８")]
    [InlineData("Телефон: 8 (495) 123-45-67", "phone:8 (495) 123-45-67")]
    [InlineData("WhatsApp +44 7700 900123 / +44 7700 900456", "phone:+44 7700 900123 phone:+44 7700 900456")]
    // Codes, whose letters are no network and no currency.
    [InlineData("order 40d1b8f51e0f49b5, a3313e34fb35468b, 2aed24e202094403", "")]
    [InlineData("a 2d animation studio", "number:2")]
    // Addresses.
    [InlineData("mail info@cafe-aurora.example.", "email:info@cafe-aurora.example")]
    [InlineData("E-Mail:Info@Aurora.example", "email:Info@Aurora.example")]
    [InlineData("see cafe-aurora.example/menu, please", "url:cafe-aurora.example/menu")]
    [InlineData("(https://www.aurora.example/a?b=1)", "url:https://www.aurora.example/a?b=1")]
    [InlineData("www.aurora.example", "url:www.aurora.example")]
    [InlineData("سایت: aurora.ir و ایمیل info@aurora.ir", "url:aurora.ir email:info@aurora.ir")]
    [InlineData("Instagram @cafe_aurora", "handle:@cafe_aurora")]
    [InlineData("telegram: t.me/aurora", "handle:t.me/aurora")]
    [InlineData("instagram: cafe.aurora", "handle:cafe.aurora")]
    [InlineData("اینستاگرام: aurora_cafe", "handle:aurora_cafe")]
    // Prices.
    [InlineData("from 12,50 €", "price:12,50 €")]
    [InlineData("Espresso €2.50, tea 3 EUR", "price:€2.50 price:3 EUR")]
    [InlineData("haircut $25-40", "price:$25-40")]
    [InlineData("10–15 € each", "price:10–15 €")]
    [InlineData("قیمت ۱۲۰٬۰۰۰ تومان", "price:۱۲۰٬۰۰۰ تومان")]
    [InlineData("۱۲۰ هزار تومان", "price:۱۲۰ هزار تومان")]
    [InlineData("1 200 руб.", "price:1 200 руб")]
    [InlineData("₹500 या ५०० रुपये", "price:₹500 price:५०० रुपये")]
    [InlineData("30元", "price:30元")]
    [InlineData("コーヒー500円", "price:500円")]
    [InlineData("커피 4,500원", "price:4,500원")]
    [InlineData("50 lei, 20 zł, 100 kr", "price:50 lei price:20 zł price:100 kr")]
    [InlineData("Rs. 500", "price:Rs. 500")]
    // Times.
    [InlineData("open 08:00–18:00", "time:08:00–18:00")]
    [InlineData("8am-6pm", "time:8am-6pm")]
    [InlineData("Mon–Fri 9-17", "time:9-17")]
    [InlineData("open 24/7", "time:24/7")]
    [InlineData("ساعت ۸ تا ۱۸", "time:ساعت ۸ تا ۱۸")]
    [InlineData("از ۸ صبح تا ۶ عصر", "time:۸ صبح تا ۶ عصر")]
    [InlineData("8時〜18時", "time:8時〜18時")]
    [InlineData("geöffnet von 8 bis 18 Uhr", "time:8 bis 18 Uhr")]
    [InlineData("check-in at 14:00", "time:14:00")]
    [InlineData("8h30 à 18h", "time:8h30 à 18h")]
    [InlineData("Mo-Fr 8.00-18.30 Uhr", "time:8.00-18.30 Uhr")]
    // Other numbers.
    [InlineData("since 1998, 12 tables", "number:1998 number:12")]
    [InlineData("Hauptstr. 12, 10115 Berlin", "number:12 number:10115")]
    [InlineData("1. tea\n2. coffee for 30 guests", "number:30")]
    [InlineData("a deposit of 20%", "number:20")]
    [InlineData("B2B and A4 are names", "")]
    public void Facts_AreFoundInTheirOwnWords(string text, string expected)
    {
        var found = FactFinder.Find(text);
        Assert.Equal(expected, string.Join(' ', found.Select(fact => $"{fact.Kind.ToString().ToLowerInvariant()}:{fact.Text}")));
        Assert.All(found, fact => Assert.Equal(fact.Text, text.Substring(fact.Start, fact.Length)));
    }
}
