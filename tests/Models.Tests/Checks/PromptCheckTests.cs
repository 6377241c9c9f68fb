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
    [InlineData("the phone number.", "[lorem ipsum].", "PlaceholderLeft")]
    [InlineData("the phone number.", "the phone number.\n\nLorem ipsum dolor sit amet.", "PlaceholderLeft")]
    [InlineData("- Espresso", "- A roll: 90 cents\n- Espresso", "InventedPrice")]
    [InlineData("the phone number.", "the phone", "Cut")]
    [InlineData("the phone number.", "the phone number.\n- Never guess about", "Cut")]
    [InlineData("the phone number.", "the phone number. You also should always", "Cut")]
    [InlineData("the phone number.", "the phone number.\n- Closed Mondays etc. See St. James Street", "")]
    [InlineData("# Role", "Sure! Here is your prompt:\n\n# Role", "Preamble")]
    [InlineData("# Role", "<<<BEGIN NOTES 0123456789ABCDEF>>>\n# Role", "LeakedRules")]
    [InlineData("# Role", "<<<BEGIN WISHES 0123456789ABCDEF>>>\n# Role", "LeakedRules")]
    public void SpoiltPrompt_IsTold(string words, string others, string findings) =>
        Assert.Equal(findings, string.Join(' ', PromptCheck.Check(new(Notes), Good.Replace(words, others, StringComparison.Ordinal)).Findings));

    [Theory]
    [InlineData("Hello! Thank you for reaching out. We are open Mon-Fri 8-18, call +1 555 0100 or write to info@aurora.example. Espresso is $2.50. Since 1998 we always help our customers.")]
    [InlineData("Thanks for your message! An espresso is $2.50; we are open Mon-Fri 8-18. Phone +1 555 0100, info@aurora.example, here since 1998.")]
    [InlineData("We are open Mon-Fri 8-18 and would love to see you. Our espresso is $2.50; call +1 555 0100 or write to info@aurora.example, here since 1998.")]
    public void ReplyInPlaceOfAPrompt_IsTold(string reply) => Assert.Contains(Finding.AnsweredNotes, PromptCheck.Check(new(Notes), reply).Findings);

    [Theory]
    [InlineData("<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>")]
    [InlineData("<!DOCTYPE html>\n<html><body>Please sign in.</body></html>")]
    [InlineData("""{"error":{"message":"overloaded","code":"busy"}}""")]
    [InlineData("""[{"prompt":"You help the guests of Cafe Aurora."}]""")]
    [InlineData("{\"prompt\":\"You help the guests.\"}\n\n# Further details\n- open Mon-Fri 8-18")]
    public void PageOrObjectInPlaceOfAPrompt_IsTold(string answer) => Assert.Contains(Finding.Preamble, PromptCheck.Check(new("We bake bread"), answer).Findings);

    [Theory]
    [InlineData("{Cafe} Aurora: you help the guests.")]
    [InlineData("[Role]\nYou help the guests of Cafe Aurora.")]
    [InlineData("[1] You help the guests of Cafe Aurora.")]
    [InlineData("\"Cafe Aurora\": you help its guests.")]
    [InlineData("<role>You help the guests of Cafe Aurora.</role>")]
    public void PromptThatBeginsWithABracket_IsNoObject(string answer) => Assert.DoesNotContain(Finding.Preamble, PromptCheck.Check(new("We bake bread"), answer).Findings);

    [Theory]
    [InlineData("am")]
    [InlineData("ckb")]
    [InlineData("kk-KZ")]
    [InlineData("ca")]
    [InlineData("sw")]
    public void EnglishInPlaceOfALanguageThatIsNotKnown_IsTold(string language) => Assert.Contains(Finding.ChangedLanguage, PromptCheck.Check(new(Notes) { Language = language }, Good).Findings);

    [Theory]
    [InlineData("en-GB")]
    [InlineData("en-x-pirate")]
    [InlineData("sco")]
    [InlineData("pcm-NG")]
    public void EnglishWhereItMayBeMeant_IsNoFault(string language) => Assert.Empty(PromptCheck.Check(new(Notes) { Language = language }, Good).Flaws);

    [Fact]
    public void WordsOfTheRules_AreTold_UnlessTheNotesHaveThemToo()
    {
        const string rule = "A business owner has typed rough notes and you turn them into the finished prompt.";
        var prompt = $"{Good}\n{rule}";

        Assert.Contains(Finding.LeakedRules, PromptCheck.Check(new(Notes) { Rules = new(rule) }, prompt).Findings);
        Assert.Empty(PromptCheck.Check(new($"{Notes}\n{rule}") { Rules = new(rule) }, prompt).Flaws);
    }

    [Fact]
    public void SectionOfTheTemplate_ThatTheNotesHaveSomethingFor_IsMissed()
    {
        const string template = "# Role\nYou are the assistant of [name].\n\n# Facts\n- Opening hours: [hours]\n- Phone: [phone]\n- Prices: [prices]\n\n# Policies\n[discounts, guests]\n\n# Parking\n[parking lots]";
        var sources = new PromptSources(Notes) { Template = template };

        Assert.Empty(PromptCheck.Check(sources, Good).Flaws);
        Assert.Equal(["Policies"], PromptCheck.Check(sources, Good.Replace("# Policies\n", "", StringComparison.Ordinal)).Flaws.Where(flaw => flaw.Finding == Finding.SectionMissing).Select(flaw => flaw.Words));
    }

    [Theory]
    // What the feedback speaks of may go or change; all else stays.
    [InlineData("leave the prices out", "- Espresso: $2.50", "", "")]
    [InlineData("the phone is +1 555 0199 now", "+1 555 0100", "+1 555 0199", "")]
    [InlineData("make it shorter", "- Espresso: $2.50", "", "MissingFact")]
    [InlineData("make it shorter", "- Phone: +1 555 0100", "", "MissingFact")]
    [InlineData("make it shorter", "$2.50", "$2.60", "MissingFact InventedPrice")]
    [InlineData("add that tea is $2.20", "$2.50", "$2.50, tea $2.20", "")]
    [InlineData("auf Deutsch, bitte", "There are no discounts.", "Es gibt keine Rabatte.", "")]
    public void Refinement_IsJudgedWithItsFeedback(string feedback, string words, string others, string findings) =>
        Assert.Equal(findings, string.Join(' ', PromptCheck.Check(new(Notes) { Previous = Good, Feedback = feedback }, Good.Replace(words, others, StringComparison.Ordinal)).Findings));

    [Fact]
    public void LineOfTheNotesAtTheEnd_IsAsWholeAsItWasThere()
    {
        const string line = "Dogs are welcome. They get a bowl of water";
        var prompt = $"{Good}\n\n# Further details\n- {line}";

        Assert.Contains(Finding.Cut, PromptCheck.Check(new(Notes), prompt).Findings);
        Assert.Empty(PromptCheck.Check(new($"{Notes}\n{line}"), prompt).Flaws);
    }

    [Theory]
    [InlineData("You help the guests.\nAsk for\noption b")]
    [InlineData("a\n\nevent: completed\ndata: {}\n\nb")]
    public void AnswerOfALineOrTwo_MayEndWithALetterThatBeginsAWordOfTheNotes(string answer) =>
        Assert.DoesNotContain(Finding.Cut, PromptCheck.Check(new("We bake bread, every day"), answer).Findings);

    [Fact]
    public void Refinement_NeedNotBringBackWhatItsUserHadTakenOut()
    {
        var edited = Good.Replace("- Phone: +1 555 0100\n", "", StringComparison.Ordinal);

        Assert.Empty(PromptCheck.Check(new(Notes) { Previous = edited, Feedback = "make it warmer" }, edited).Flaws);
    }

    [Fact]
    public void RequestForRepair_NamesWhatIsWrong()
    {
        var report = PromptCheck.Check(new(Notes), Good.Replace("+1 555 0100", "+1 555 0101", StringComparison.Ordinal));

        var request = RepairRequest.Text(report);

        Assert.Contains("\"+1 555 0100\"", request, StringComparison.Ordinal);
        Assert.Contains("\"+1 555 0101\"", request, StringComparison.Ordinal);
        Assert.All(Enum.GetValues<Finding>(), finding => Assert.NotEmpty(RepairRequest.Text(report with { Flaws = [new(finding, "fa")] })));
    }

    [Fact]
    public void AppendedSection_SpeaksThePromptsLanguage_AndLeavesAWholePromptAlone()
    {
        var whole = PromptCheck.Check(new(Notes), Good);
        Assert.Equal((Good, 0), FactsSection.Append(Good, whole, Notes));

        const string notes = "کافه آرورا، تلفن ۰۲۱-۵۵۵۵ ۰۱۱۱\nقهوه ۴۵ هزار تومان";
        const string prompt = "# نقش\nشما دستیار کافه آرورا هستید و به مهمان‌ها کمک می‌کنید.";
        var (text, appended) = FactsSection.Append(prompt, PromptCheck.Check(new(notes), prompt), notes);
        Assert.Equal($"{prompt}\n\n# اطلاعات تکمیلی\n- کافه آرورا، تلفن ۰۲۱-۵۵۵۵ ۰۱۱۱\n- قهوه ۴۵ هزار تومان", text);
        Assert.Equal(2, appended);
        Assert.Empty(PromptCheck.Check(new(notes), text).Flaws);
    }
}
