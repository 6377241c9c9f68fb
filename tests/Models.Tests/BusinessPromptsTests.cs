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

        Assert.Equal(new ChosenTemplate(7, "Ours."), await Prompts().InForce(businessType));
    }

    [Fact]
    public async Task InForce_OfAnAlias_IsItsOwnWhereItHasOne()
    {
        _store.Set("restaurant", "Ours.", 7);
        _store.Set("cafe", "Coffee.", 8);

        Assert.Equal((new ChosenTemplate(8, "Coffee."), new ChosenTemplate(7, "Ours.")), (await Prompts().InForce("Cafe"), await Prompts().InForce("bistro")));
    }

    [Fact]
    public async Task InForce_OfAConfiguredAlias_IsNotThatOfTheBuiltIn()
    {
        _store.Set("restaurant", "Ours.", 7);

        Assert.Equal(new ChosenTemplate(0, "Configured."), await Prompts(("BusinessPrompts:cafe", "Configured.")).InForce("cafe"));
    }

    [Fact]
    public async Task InForce_OfABuiltInThatTheConfigurationTookAway_IsWhatAdministratorsSet()
    {
        _store.Set("clinic", "Ours.", 7);

        Assert.Equal(new ChosenTemplate(7, "Ours."), await Prompts(("BusinessPrompts:clinic", "")).InForce("dentist"));
    }

    [Theory]
    [InlineData("space agency")]
    [InlineData("space-agency")]
    public async Task InForce_OfANewType_IsWhatAdministratorsSet(string businessType)
    {
        _store.Set("Space Agency", "To the moon.", 7);

        Assert.Equal("To the moon.", (await Prompts().InForce(businessType)).Text);
    }

    [Fact]
    public async Task InForce_OfWhatNobodySet_IsTheBuiltInOrNone()
    {
        _store.Set("zoo", "Animals.", 7);

        var builtIn = await Prompts().InForce("restaurant");

        Assert.Equal((0, new BusinessTemplates(new ConfigurationBuilder().Build()).Find("restaurant")), (builtIn.Version, builtIn.Text));
        Assert.Equal(default, await Prompts().InForce("space agency"));
    }

    [Fact]
    public async Task InForce_WithoutABusinessType_AsksNobody()
    {
        Assert.Equal(default, await Prompts().InForce(null));
        Assert.Equal(0, _store.Looks);
    }

    [Fact]
    public async Task Chosen_IsWhatWasChosen_WhateverIsInForce()
    {
        _store.Set("restaurant", "Old.", 7);
        _store.Set("restaurant", "New.", 8);

        Assert.Equal(new ChosenTemplate(7, "Old."), await Prompts().Chosen("restaurant", 7));
        Assert.StartsWith("# Role", (await Prompts().Chosen("restaurant", 0)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_OfWhichNothingIsKept_IsWhatIsInForce()
    {
        _store.Set("restaurant", "New.", 8);

        Assert.Equal(new ChosenTemplate(8, "New."), await Prompts().Chosen("restaurant", 7));
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
