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
