using Microsoft.Extensions.Configuration;
using PromptGen.Llm;
using PromptGen.Prompts;

namespace PromptGen.Models.Tests;

/// <summary>Which template a business type gets.</summary>
public sealed class BusinessTemplatesTests
{
    [Theory]
    [InlineData("restaurant", "retail")]
    [InlineData("retail", "clinic")]
    [InlineData("clinic", "beauty salon")]
    [InlineData("beauty salon", "real estate")]
    [InlineData("real estate", "restaurant")]
    public void Shipped_AreStructuredAndDiffer(string businessType, string other)
    {
        var template = Shipped().Find(businessType)?.Text;

        Assert.NotNull(template);
        var lines = template.Split('\n');
        Assert.InRange(lines.Length, 15, 40);
        Assert.True(lines.Count(line => line.StartsWith("# ", StringComparison.Ordinal)) >= 6);
        Assert.Matches(@"\[[^\]]+\]", template);
        foreach (var section in new[] { "# Role", "# Tone", "# When you do not know", "andover" })
            Assert.Contains(section, template, StringComparison.Ordinal);
        Assert.NotEqual(template, Shipped().Find(other)!.Text);
    }

    [Theory]
    [InlineData("RESTAURANT", "restaurant")]
    [InlineData(" Restaurant ", "restaurant")]
    [InlineData("retail shop", "retail")]
    [InlineData("Retail_Shop", "retail")]
    [InlineData("real-estate", "real estate")]
    [InlineData("RealEstate", "real estate")]
    [InlineData("Beauty  Salon", "beauty salon")]
    [InlineData("dental clinic", "clinic")]
    public void Find_IsTolerantOfCaseAndSpelling(string asked, string meant) =>
        Assert.Equal(Shipped().Find(meant), Shipped().Find(asked));

    [Theory]
    [InlineData("رستوران", "restaurant")]
    [InlineData("كافه", "restaurant")]
    [InlineData("کافی‌شاپ", "restaurant")]
    [InlineData("КАФЕ", "restaurant")]
    [InlineData("restaurante", "restaurant")]
    [InlineData("餐厅", "restaurant")]
    [InlineData("فروشگاه", "retail")]
    [InlineData("Zahnarzt", "clinic")]
    [InlineData("آرایشگاه", "beauty salon")]
    [InlineData("недвижимость", "real estate")]
    public void Find_KnowsNamesOfManyLanguages(string asked, string meant) => Assert.Equal(Shipped().Find(meant), Shipped().Find(asked));

    [Theory]
    [InlineData("restaurant")]
    [InlineData("retail")]
    [InlineData("clinic")]
    [InlineData("beauty salon")]
    [InlineData("real estate")]
    public void Persian_HasTheSectionsOfTheEnglish(string businessType)
    {
        var (english, persian) = (Shipped().Find(businessType, "en")!, Shipped().Find(businessType, "fa-IR")!);

        Assert.Equal((businessType, $"{businessType}.fa"), (english.Name, persian.Name));
        Assert.Equal(Headings(english), Headings(persian));
        Assert.DoesNotContain(persian.Text, char.IsAsciiLetter);
        static int Headings(NamedTemplate template) => template.Text.Split('\n').Count(line => line.StartsWith("# ", StringComparison.Ordinal));
    }

    [Fact]
    public void Aliases_MeanOneTypeOnly() =>
        Assert.Empty(Shipped().All.SelectMany(template => Shipped().AliasesOf(template.Name).Append(template.Name)).GroupBy(BusinessTemplates.KeyOf).Where(names => names.Count() > 1).Select(names => names.Key));

    [Fact]
    public void Version_IsOfTheWords()
    {
        var (shipped, changed) = (Shipped().Find("restaurant")!, With(("BusinessPrompts:restaurant", "Ours.")).Find("cafe")!);

        Assert.Matches("^restaurant@[0-9a-f]{8}$", shipped.Id);
        Assert.Matches("^restaurant@[0-9a-f]{8}$", changed.Id);
        Assert.NotEqual(shipped.Id, changed.Id);
        Assert.Equal(changed.Id, new NamedTemplate("restaurant", "Ours.").Id);
    }

    [Fact]
    public void ConfiguredTemplate_CountsForItsLanguage_OrForAll()
    {
        var templates = With(("BusinessPrompts:restaurant", "Ours."), ("BusinessPrompts:clinic.fa", "کلینیک ما"), ("BusinessPrompts:retail.fa", ""));

        Assert.Equal(("Ours.", "کلینیک ما", "retail"), (templates.Find("restaurant", "fa")?.Text, templates.Find("dentist", "fa")?.Text, templates.Find("retail", "fa")?.Name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("space agency")]
    public void Unknown_HasNone(string? businessType) => Assert.Null(Shipped().Find(businessType));

    [Fact]
    public void Configuration_AddsReplacesAndRemoves()
    {
        var templates = With(
            ("BusinessPrompts:Space Agency", "To the moon."),
            ("BusinessPrompts:RESTAURANT", "Ours."),
            ("BusinessPrompts:clinic", ""),
            ("BusinessPrompts:zoo:0", "First line."),
            ("BusinessPrompts:zoo:1", "Second line."));

        Assert.Equal("To the moon.", templates.Find("space agency")?.Text);
        Assert.Equal("Ours.", templates.Find("restaurant")?.Text);
        Assert.Equal("Ours.", templates.Find("café")?.Text);
        Assert.Null(templates.Find("clinic"));
        Assert.Null(templates.Find("dentist"));
        Assert.Equal("First line.\nSecond line.", templates.Find("zoo")?.Text);
        Assert.Equal(Shipped().Find("retail"), templates.Find("retail"));
    }

    [Fact]
    public void ConfiguredAlias_ChangesOnlyItself()
    {
        var templates = With(("BusinessPrompts:cafe", "Coffee."));
        Assert.Equal("Coffee.", templates.Find("Cafe")?.Text);
        Assert.Equal(Shipped().Find("restaurant"), templates.Find("restaurant"));
    }

    private static BusinessTemplates Shipped() => With();

    private static BusinessTemplates With(params (string Key, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build());
}
