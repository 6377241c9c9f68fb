using Microsoft.Extensions.Configuration;
using PromptGen.Prompts;

namespace PromptGen.Models.Tests;

/// <summary>Which template counts: what administrators have set, what is configured, what ships with the service.</summary>
public sealed class BusinessPromptsTests
{
    private readonly Store _store = new();

    [Theory]
    [InlineData("restaurant")]
    [InlineData("RESTAURANT")]
    [InlineData("Café")]
    [InlineData("coffee_shop")]
    public async Task InForce_OfABuiltIn_IsWhatAdministratorsSet_UnderAllItsNames(string businessType)
    {
        _store.Set("Restaurant", "Ours.", 7);

        Assert.Equal(new ChosenTemplate(7, "Ours.", "Restaurant"), await Prompts().InForce(businessType, null));
    }

    [Fact]
    public async Task InForce_OfAnAlias_IsItsOwnWhereItHasOne()
    {
        _store.Set("restaurant", "Ours.", 7);
        _store.Set("cafe", "Coffee.", 8);

        Assert.Equal((new ChosenTemplate(8, "Coffee.", "cafe"), new ChosenTemplate(7, "Ours.", "restaurant")), (await Prompts().InForce("Cafe", null), await Prompts().InForce("bistro", null)));
    }

    [Fact]
    public async Task InForce_OfAConfiguredAlias_IsNotThatOfTheBuiltIn()
    {
        _store.Set("restaurant", "Ours.", 7);

        Assert.Equal(new ChosenTemplate(0, "Configured.", "cafe"), await Prompts(("BusinessPrompts:cafe", "Configured.")).InForce("cafe", null));
    }

    [Fact]
    public async Task InForce_OfABuiltInThatTheConfigurationTookAway_IsWhatAdministratorsSet()
    {
        _store.Set("clinic", "Ours.", 7);

        Assert.Equal(new ChosenTemplate(7, "Ours.", "clinic"), await Prompts(("BusinessPrompts:clinic", "")).InForce("dentist", null));
    }

    [Theory]
    [InlineData("space agency")]
    [InlineData("space-agency")]
    public async Task InForce_OfANewType_IsWhatAdministratorsSet(string businessType)
    {
        _store.Set("Space Agency", "To the moon.", 7);

        Assert.Equal("To the moon.", (await Prompts().InForce(businessType, null)).Text);
    }

    [Fact]
    public async Task InForce_OfWhatNobodySet_IsTheBuiltInOrNone()
    {
        _store.Set("zoo", "Animals.", 7);

        var builtIn = await Prompts().InForce("restaurant", null);

        Assert.Equal((0, new BusinessTemplates(new ConfigurationBuilder().Build()).Find("restaurant")!.Text), (builtIn.Version, builtIn.Text));
        Assert.Equal(default, await Prompts().InForce("space agency", null));
    }

    [Fact]
    public async Task InForce_WithoutABusinessType_AsksNobody()
    {
        Assert.Equal(default, await Prompts().InForce(null, null));
        Assert.Equal(0, _store.Looks);
    }

    [Fact]
    public async Task Chosen_IsWhatWasChosen_WhateverIsInForce()
    {
        _store.Set("restaurant", "Old.", 7);
        _store.Set("restaurant", "New.", 8);

        Assert.Equal(new ChosenTemplate(7, "Old.", "restaurant"), await Prompts().Chosen("restaurant", null, 7));
        Assert.StartsWith("# Role", (await Prompts().Chosen("restaurant", null, 0)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_OfWhichNothingIsKept_IsWhatIsInForce()
    {
        _store.Set("restaurant", "New.", 8);

        Assert.Equal(new ChosenTemplate(8, "New.", "restaurant"), await Prompts().Chosen("restaurant", null, 7));
    }

    [Theory]
    [InlineData("restaurant", "fa", "restaurant.fa")]
    [InlineData("کافه", "fa-IR", "restaurant.fa")]
    [InlineData("restaurant", "de", "restaurant")]
    [InlineData("restaurant", null, "restaurant")]
    public async Task InForce_InALanguage_IsItsOwnWhereThereIsOne(string businessType, string? language, string name) =>
        Assert.Equal(name, (await Prompts().InForce(businessType, language)).Name);

    [Theory]
    [InlineData("کافه لومه، قهوه و کیک خانگی، ساعت کار ۸ تا ۲۲", null, "restaurant.fa")]
    [InlineData("کافه لومه، قهوه و کیک خانگی، ساعت کار ۸ تا ۲۲", "en", "restaurant")]
    [InlineData("We sell coffee and cakes to the people of the town.", null, "restaurant")]
    [InlineData("We sell coffee and cakes to the people of the town.", "fa", "restaurant.fa")]
    public async Task For_ASubmission_IsInTheLanguageAskedFor_ElseThatOfTheNotes(string notes, string? language, string name)
    {
        var asked = new PromptSubmission { ManualPrompt = notes, BusinessType = "cafe", Language = language };

        Assert.Equal((name, name), ((await Prompts().For(asked)).Name, (await Prompts().For(asked, 0)).Name));
        Assert.Equal(default, await Prompts().For(asked with { PreviousPrompt = "# Before", Feedback = "Warmer." }));
        Assert.Equal(default, await Prompts().For(asked with { BusinessType = null }));
    }

    [Fact]
    public async Task InForce_OfWhatAdministratorsSet_CountsBeforeBuiltInsOfALanguage()
    {
        _store.Set("restaurant", "Ours.", 7);
        _store.Set("restaurant.ar", "عربي", 8);

        Assert.Equal((new ChosenTemplate(7, "Ours.", "restaurant"), new ChosenTemplate(8, "عربي", "restaurant.ar")),
            (await Prompts().InForce("cafe", "fa"), await Prompts().InForce("cafe", "ar-EG")));
    }

    private BusinessPrompts Prompts(params (string Key, string Value)[] settings) => new(
        new BusinessTemplates(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build()),
        _store);

    /// <summary>A store in memory.</summary>
    private sealed class Store : IBusinessPromptStore
    {
        private readonly Dictionary<string, StoredBusinessPrompt> _prompts = [];
        private readonly Dictionary<long, string> _texts = [];

        public int Looks { get; private set; }

        public void Set(string name, string prompt, long version)
        {
            _prompts[BusinessTemplates.KeyOf(name)] = new StoredBusinessPrompt(name, prompt, version, default);
            _texts[version] = prompt;
        }

        public Task<BusinessPromptSet> Current()
        {
            Looks++;
            return Task.FromResult(new BusinessPromptSet(_texts.Count, _prompts));
        }

        public Task<string?> Find(long version) => Task.FromResult(_texts.GetValueOrDefault(version));

        public Task Change(BusinessPromptSet before, long version, string key, StoredBusinessPrompt? after) => throw new NotSupportedException("The tests set them.");
    }
}
