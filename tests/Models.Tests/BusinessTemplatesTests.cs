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
        var template = Shipped().Find(businessType);

        Assert.NotNull(template);
        var lines = template.Split('\n');
        Assert.InRange(lines.Length, 15, 40);
        Assert.True(lines.Count(line => line.StartsWith("# ", StringComparison.Ordinal)) >= 6);
        Assert.Matches(@"\[[^\]]+\]", template);
        foreach (var section in new[] { "# Role", "# Tone", "# When you do not know", "andover" })
            Assert.Contains(section, template, StringComparison.Ordinal);
        Assert.NotEqual(template, Shipped().Find(other));
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

        Assert.Equal("To the moon.", templates.Find("space agency"));
        Assert.Equal("Ours.", templates.Find("restaurant"));
        Assert.Equal("Ours.", templates.Find("café"));
        Assert.Null(templates.Find("clinic"));
        Assert.Null(templates.Find("dentist"));
        Assert.Equal("First line.\nSecond line.", templates.Find("zoo"));
        Assert.Equal(Shipped().Find("retail"), templates.Find("retail"));
    }

    [Fact]
    public void ConfiguredAlias_ChangesOnlyItself()
    {
        var templates = With(("BusinessPrompts:cafe", "Coffee."));
        Assert.Equal("Coffee.", templates.Find("Cafe"));
        Assert.Equal(Shipped().Find("restaurant"), templates.Find("restaurant"));
    }

    private static BusinessTemplates Shipped() => With();

    private static BusinessTemplates With(params (string Key, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build());
}
