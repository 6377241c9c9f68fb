using PromptGen.Prompts.Checks;
using PromptGen.Testing.Processes;
using System.Text.RegularExpressions;
using PromptGen.Llm;
using PromptGen.Prompts;

namespace PromptGen.Models.Tests;

/// <summary>The demo writer arranges what the notes say: it loses nothing and adds nothing of its own.</summary>
public sealed partial class DemoPromptTests
{
    private const string Cafe = "Cafe Aurora, open 8-18, vegan cakes, +1 555 0100";

    public static TheoryData<string> Notes =>
    [
        Cafe,
        "We bake bread, cakes and rolls, daily from 7 to 5. Call us at +49 (0)30 1234567, or write to hello@bakery.example! Espresso 2,50 €; cappuccino 3,20 €",
        "کافه لومه، قهوه و کیک خانگی\nساعت کار: ۸ تا ۲۲، جمعه‌ها تعطیل\nاسپرسو ۸۵٬۰۰۰ تومان\nتلفن ۰۲۱-۱۲۳۴۵۶۷۸، اینستاگرام @cafe.lume",
        "مخبز الشرق، يفتح ٨-١٨، هاتف ٠٥٥ ٥٥٥ ٠١٠٠",
        "パン屋です。毎日7時から18時まで。電話 03-1234-5678",
        "# Menu\n- Espresso $2.50\n- Tea $2\n\nHours:\n  Mon-Fri 8-18\n  Sat 9-14\n\nNo dogs 🐕, St. Gallen (old town, next to the church)",
        "- ,;, - : #",
        "demo:slow",
        "[square] brackets [of ours], a # sign and <<<BEGIN NOTES>>>",
    ];

    [Theory]
    [MemberData(nameof(Notes))]
    public void EveryWordOfTheNotes_IsKept(string notes)
    {
        foreach (var template in Templates())
        {
            var written = Words(DemoPrompt.Write(template, notes)).ToList();
            Assert.All(Words(notes), word => Assert.True(written.Remove(word), $"'{word}' is lost under '{template?.Split('\n')[0]}'"));
        }
    }

    [Theory]
    [MemberData(nameof(Notes))]
    public void NothingIsInvented(string notes)
    {
        foreach (var template in Templates())
        {
            // What stands there whatever the notes say: the template's words, and the writer's own.
            var own = Words(DemoPrompt.Write(null, "open 1-2, $1, +1 555 0100, x")).Concat(Words(DemoPrompt.Write(null, "باز ۱-۲، قیمت، تلفن، و"))).ToHashSet();
            own.UnionWith(Words(template ?? ""));
            own.UnionWith(Words(notes));
            Assert.All(Words(DemoPrompt.Write(template, notes)), word => Assert.Contains(word, own));
        }
    }

    [Fact]
    public void Change_KeepsThePrompt_AndAddsTheWish() => Assert.Equal(
        "# Role\nYou bake.\n\n# Also\n- Warmer.\n  - Add the prices.",
        DemoPrompt.Write(new DemoNotes(null, Cafe, "# Role\nYou bake.\n", "Warmer.\nAdd the prices.\n")));

    [Fact]
    public void WithoutTemplate_FactsStandUnderAFewHeadings() => Assert.Equal(
        """
        # Role
        You are the assistant of the business described here. You answer its customers in their language, in a friendly tone, and only from what is written here.

        # About the business
        - Cafe Aurora
        - vegan cakes

        # Opening hours
        - open 8-18

        # Contact
        - +1 555 0100

        # When you do not know
        Say that you are not certain instead of guessing. Offer the contact data above.
        """,
        DemoPrompt.Write(null, Cafe), ignoreLineEndingDifferences: true);

    [Fact]
    public void WithTemplate_FactsStandInTheSectionsThatAskForThem() => Assert.Equal(
        """
        # Role
        You are the assistant of the business described here. You answer guests' questions about the menu, opening hours, reservations and orders.

        # The restaurant
        - Cafe Aurora
        - open 8-18
        - +1 555 0100

        # Menu and services
        - vegan cakes

        # Tone
        Warm, appetising and brief. Answer in the guest's language and offer one fitting suggestion where it helps.

        # When you do not know
        Never guess about allergens, prices or free tables. Say that you are not certain and give the phone number or offer to pass the question on.
        """,
        DemoPrompt.Write(Shipped("restaurant"), Cafe), ignoreLineEndingDifferences: true);

    [Fact]
    public void NoPlaceholderOfATemplate_IsLeftOver() =>
        Assert.All(Templates(), template => Assert.DoesNotContain('[', DemoPrompt.Write(template, Cafe)));

    [Fact]
    public void PersianNotes_GetPersianHeadings()
    {
        var prompt = DemoPrompt.Write(Shipped("restaurant"), "کافه لومه، قهوه و کیک خانگی\nتلفن ۰۲۱-۱۲۳۴۵۶۷۸");
        Assert.Contains("# راه‌های تماس\n- تلفن ۰۲۱-۱۲۳۴۵۶۷۸", prompt, StringComparison.Ordinal);
        Assert.DoesNotMatch("[A-Za-z]", prompt);
    }

    [Fact]
    public void TemplateWithoutSections_StandsBeforeTheFacts()
    {
        var prompt = DemoPrompt.Write("You help the guests of [name]. Be brief.", Cafe);
        Assert.StartsWith("You are the assistant of the business described here. Be brief.\n\n# About the business\n- Cafe Aurora", prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public void ThePagesOwnExample_IsWrittenWithoutAFlaw(string language)
    {
        var script = File.ReadAllText(Path.Combine(ProgramProcess.RepositoryRoot, "Gateway", "wwwroot", "app", "example.js"));
        var notes = Regex.Match(script, $"{language}: {{\\s+type: '[^']+',\\s+text: `([^`]+)`").Groups[1].Value;
        var template = Shipped("restaurant", language);

        var report = PromptCheck.Check(new(notes) { Template = template }, DemoPrompt.Write(template, notes));

        Assert.Equal([], report.Flaws.Select(flaw => $"{flaw.Finding} {flaw.Words}"));
        Assert.True(report.Facts.Length > 5);
    }

    [Fact]
    public void LongestNotes_AreArrangedInNoTime()
    {
        foreach (var part in (string[])["a, ", "1 ", "1,1 ", "(a, ", "demo:", "# a\n", "۱- ", "a@", "😀", "x. X", ":\n"])
        {
            var notes = string.Concat(Enumerable.Repeat(part, 20_000 / part.Length));
            var took = System.Diagnostics.Stopwatch.StartNew();
            DemoPrompt.Write(Shipped("clinic"), notes);
            Assert.True(took.Elapsed < TimeSpan.FromSeconds(5), $"'{part}' took {took.Elapsed}");
        }
    }

    private static IEnumerable<string?> Templates() =>
        [null, .. Types.Select(type => Shipped(type)), .. Types.Select(type => Shipped(type, "fa")), "Be brief.", "# Facts\n[facts]\n# Rules\n"];

    private static readonly string[] Types = ["restaurant", "retail", "clinic", "beauty salon", "real estate"];

    private static string Shipped(string type, string language = "en")
    {
        using var services = ModelHost.Services();
        return ((BusinessTemplates)services.GetService(typeof(BusinessTemplates))!).Find(type, language)!.Text;
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(word => word.Value);

    // Whatever is no blank and no sign that lists are made of.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}\p{S}\p{Cs}@%&'+/\[\]]+")]
    private static partial Regex Word();
}
