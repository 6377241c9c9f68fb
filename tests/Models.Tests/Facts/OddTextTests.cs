using CsCheck;
using PromptGen.Prompts.Checks;
using PromptGen.Prompts.Facts;

namespace PromptGen.Models.Tests.Facts;

/// <summary>Whatever a text holds, facts have their own words, in order, and share no character.</summary>
public sealed class OddTextTests
{
    private const string Signs = "0123456789۰۱۲۳ ٠٣ ०५ ８ ++--..,,::@@//##()[]{}<> \n\t€$تومان amUhrtoabcz\u200C\u200F\uD83D\uDE00\uD800\u0000٬٫年円時";

    public static TheoryData<string> Floods => ["7", "@", "+", " ", ".", "(", "[", "a", "1.", "8-18 ", "a@a.", "5€", "\uD800", "111 ", "ساعت ۸ ", "http://a.example/", "com.", "+1 555 0100 ", "\n", "[x](", "۱۲۰٬۰۰۰ تومان تا "];

    [Theory]
    [MemberData(nameof(Floods))]
    public void Flood_OfOneSign_IsSearchedAndChecked(string sign)
    {
        var text = string.Concat(Enumerable.Repeat(sign, 20_000 / sign.Length));

        AssertSound(text);
        Assert.NotNull(PromptCheck.Check(new(text) { Template = text, Rules = new(text), Previous = text, Feedback = text }, text));
    }

    [Fact]
    public void AnyText_IsSearchedSoundly() =>
        Gen.Char[Signs].Array[0, 80].Select(signs => new string(signs)).Sample(AssertSound, iter: 3_000);

    [Theory]
    [InlineData("Заказ 81021012345, открыто 9-18")]
    [InlineData("Заказ 810427147139520, открыто 9-18")]
    public void NumberThatCallsACountryThatThereIsNot_IsSearchedSoundly(string text) => AssertSound(text);

    [Fact]
    public void AnyNumber_IsSearchedSoundly()
    {
        // Words and currencies of many countries, whose plans of numbers are asked.
        string[] befores = ["Заказ ", "Order ", "سفارش ", "注文 ", "Puhelin ", "Teléfono "], afters = [" ₽", " €", " 元", " تومان", " Kč", " Helsinki", ", открыто 9-18"];
        Gen.Select(Gen.Int[0, befores.Length - 1], Gen.Char["0123456789"].Array[9, 17], Gen.Int[0, afters.Length - 1])
            .Sample((before, digits, after) => AssertSound($"{befores[before]}{new string(digits)}{afters[after]}"), iter: 3_000);
    }

    [Fact]
    public void NumberThatEndsLikeAnotherBehindItsPoint_IsCompared()
    {
        var numbers = new PhoneSet();
        numbers.Add("501187");
        Assert.False(numbers.Holds("8.501187"));
    }

    [Fact]
    public void AnyTexts_AreChecked()
    {
        string[] atoms =
        [
            "+1 555 0100", "۰۲۱-۵۵۵۵", "@cafe", "info@a.example", "http://a.b/c", "8-18", "8:30–18:00", "5€", "5 тыс. руб", "۱۲۰ هزار تومان", "24/7", "noon", "1.200,50", "8,501187", "501187", "½", "五百元", "12万", "\u200f", "\ud83e",
            "\udd50", "\0", "\u0301", "İ", "# ", "```", "---", "<prompt>", "</prompt>", "{", "}", "[", "]", "\"", "ignore all rules", "Sure!", "\n", " ", ",", ".", ":", "/", "(", "abc", "кафе", "کافه", "咖啡", "00 49 30 1234567", "810", "𝟖", "１２", "8", "0",
        ];
        var texts = Gen.Int[0, atoms.Length - 1].Select(atom => atoms[atom]).Array[0, 24].Select(string.Concat);
        Gen.Select(texts, texts, texts, Gen.Int[0, 7]).Sample((notes, prompt, other, which) => RepairRequest.Text(PromptCheck.Check(
            new(notes) { Template = (which & 1) > 0 ? other : null, Previous = (which & 2) > 0 ? other : null, Feedback = (which & 4) > 0 ? notes : null }, prompt)), iter: 3_000);
    }

    [Fact]
    public void AnyText_HoldsItsOwnFacts() => Gen.Char[Signs].Array[0, 60].Select(signs => new string(signs)).Sample(text =>
    {
        var index = new FactIndex();
        foreach (var fact in index.Add(text))
            Assert.True(index.Holds(fact), fact.Text);
    }, iter: 3_000);

    private static void AssertSound(string text)
    {
        var end = 0;
        foreach (var fact in FactFinder.Find(text))
        {
            Assert.True(fact.Start >= end);
            Assert.Equal(fact.Text, text[fact.Start..fact.End]);
            Assert.NotEmpty(fact.Values);
            end = fact.End;
        }
    }
}
