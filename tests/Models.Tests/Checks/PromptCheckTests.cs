using PromptGen.Prompts.Checks;

namespace PromptGen.Models.Tests.Checks;

/// <summary>A good prompt is found good, and each way to spoil it is told by its name.</summary>
public sealed class PromptCheckTests
{
    private const string Notes = "Cafe Aurora, open Mon-Fri 8-18, phone +1 555 0100, info@aurora.example, espresso $2.50, since 1998. We never give discounts to our guests.";

    private const string Good =
        """
        # Role
        You are the assistant of Cafe Aurora, which has been open since 1998. You help guests with their questions.

        # Facts
        - Opening hours: Monday to Friday, 8:00 AM to 6:00 PM
        - Phone: +1 555 0100
        - E-mail: info@aurora.example
        - Espresso: $2.50

        # Policies
        There are no discounts. When you do not know an answer, say so and give the phone number.
        """;

    [Fact]
    public void GoodPrompt_HasNoFlaw()
    {
        var report = PromptCheck.Check(new(Notes), Good);
        Assert.Empty(report.Flaws);
        Assert.Equal(report.Facts.Length, report.Kept);
        Assert.Equal("en", report.Language);
    }

    [Theory]
    [InlineData("+1 555 0100", "the number on the door", "MissingFact")]
    [InlineData("+1 555 0100", "+1 555 0101", "MissingFact InventedContact")]
    [InlineData("$2.50", "$2.80", "MissingFact InventedPrice")]
    [InlineData("6:00 PM", "7:00 PM", "MissingFact")]
    [InlineData("1998", "1989", "MissingFact")]
    [InlineData("- Espresso", "- Web: www.aurora.example\n- Espresso", "InventedContact")]
    [InlineData("the phone number.", "[phone].", "PlaceholderLeft")]
    [InlineData("the phone number.", "the phone", "Cut")]
    [InlineData("# Role", "Sure! Here is your prompt:\n\n# Role", "Preamble")]
    [InlineData("# Role", "<<<BEGIN NOTES 0123456789ABCDEF>>>\n# Role", "LeakedRules")]
    [InlineData("# Role", "<<<BEGIN WISHES 0123456789ABCDEF>>>\n# Role", "LeakedRules")]
    public void SpoiltPrompt_IsTold(string words, string others, string findings) =>
        Assert.Equal(findings, string.Join(' ', PromptCheck.Check(new(Notes), Good.Replace(words, others, StringComparison.Ordinal)).Findings));
}
