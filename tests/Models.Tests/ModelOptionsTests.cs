using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptGen.Llm;

namespace PromptGen.Models.Tests;

/// <summary>What an operator may leave out, and what is refused in words.</summary>
public sealed class ModelOptionsTests
{
    [Fact]
    public void NothingConfigured_MeansNoProvider()
    {
        var options = Read();
        Assert.Equal(ModelProviders.None, options.Provider);
        Assert.Equal(4096, options.MaxConcurrency);
        Assert.Equal(TimeSpan.FromSeconds(30), options.AttemptTimeout);
        Assert.Equal(TimeSpan.FromSeconds(90), options.TotalTimeout);
    }

    [Theory]
    [InlineData("Model:ApiKey")]
    [InlineData("GEMINI_API_KEY")]
    [InlineData("GOOGLE_API_KEY")]
    public void AKey_MeansGemini(string setting)
    {
        var options = Read((setting, "k"));
        Assert.Equal(ModelProviders.Gemini, options.Provider);
        Assert.Equal("k", options.ApiKey);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Gemini_HasADefaultModel_ThatNewKeysAreGiven(string? name) =>
        Assert.Equal("gemini-3.5-flash-lite", Read(("GEMINI_API_KEY", "k"), ("Model:Name", name!)).Name);

    [Fact]
    public void OpenAI_DemandsAModelsName()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read(("Model:Provider", "openai"), ("Model:ApiKey", "k")));
        Assert.Equal("Model:Provider is openai but no model is named: set Model:Name to one that the server has.", refused.Message);
    }

    [Fact]
    public void NothingConfiguredInDevelopment_MeansTheDemoWriter()
    {
        var options = Read(("environment", "Development"));
        Assert.Equal(ModelProviders.Demo, options.Provider);
        Assert.Equal("demo", options.Name);
    }

    [Theory]
    [InlineData("GEMINI_API_KEY", "k", ModelProviders.Gemini)]
    [InlineData("Model:Provider", "none", ModelProviders.None)]
    public void WhatIsConfigured_WinsOverTheDemoWriterInDevelopment(string setting, string value, string provider) =>
        Assert.Equal(provider, Read(("environment", "Development"), (setting, value)).Provider);

    [Fact]
    public void OwnKey_WinsOverTheEnvironments() =>
        Assert.Equal("mine", Read(("Model:ApiKey", "mine"), ("GEMINI_API_KEY", "theirs")).ApiKey);

    [Fact]
    public void GooglesKey_IsNotGivenToAnotherProvider() =>
        Assert.Null(Read(("Model:Provider", "openai"), ("Model:Endpoint", "http://localhost:1/v1"), ("Model:Name", "m"), ("GEMINI_API_KEY", "k")).ApiKey);

    [Fact]
    public void ProviderNone_WinsOverAKey() =>
        Assert.Equal(ModelProviders.None, Read(("Model:Provider", "none"), ("GEMINI_API_KEY", "k")).Provider);

    [Fact]
    public void EmptyValues_CountAsAbsent() =>
        Assert.Equal(ModelProviders.None, Read(("Model:Provider", ""), ("Model:ApiKey", " "), ("Model:Endpoint", ""), ("GEMINI_API_KEY", "")).Provider);

    [Theory]
    [InlineData("OpenAI", ModelProviders.OpenAI)]
    [InlineData(" GEMINI ", ModelProviders.Gemini)]
    public void Provider_IsReadInAnyCase(string written, string provider) =>
        Assert.Equal(provider, Read(("Model:Provider", written), ("Model:ApiKey", "k"), ("Model:Name", "m")).Provider);

    [Theory]
    [InlineData("Model:Provider", "chatgpt", "Model:Provider must be gemini, openai, demo or none")]
    [InlineData("Model:Provider", "demo", "only for the Development environment")]
    [InlineData("Model:Provider", "gemini", "set GEMINI_API_KEY or Model:ApiKey")]
    [InlineData("Model:Provider", "openai", "set Model:ApiKey, or Model:Endpoint")]
    [InlineData("Model:Endpoint", "localhost:6391", "Model:Endpoint must be an absolute http or https address")]
    [InlineData("Model:Endpoint", "ftp://host/secret", "Model:Endpoint must be an absolute http or https address")]
    [InlineData("Model:ApiKey", "with blank", "Model:ApiKey has a blank")]
    [InlineData("Model:Fallbacks:0", " ", "Model:Fallbacks holds an empty name")]
    [InlineData("Model:MaxOutputTokens", "0", "MaxOutputTokens must be between 256 and 1000000")]
    [InlineData("Model:IdleTimeout", "00:00:00", "IdleTimeout must be between 00:00:00.0100000 and 01:00:00")]
    [InlineData("Model:MaxConcurrency", "0", "MaxConcurrency must be between 1 and 1000000")]
    [InlineData("Model:AttemptTimeout", "00:00:00", "AttemptTimeout must be between 00:00:00.0100000 and 01:00:00")]
    [InlineData("Model:TotalTimeout", "-00:00:01", "TotalTimeout must be between 00:00:00.0100000 and 01:00:00")]
    [InlineData("Model:AttemptTimeout", "00:02:00", "must not be longer than Model:TotalTimeout")]
    public void WhatCannotWork_StopsTheStartWithAReason(string setting, string value, string reason)
    {
        using var services = ModelHost.Services((setting, value));
        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    private static ModelOptions Read(params (string, string)[] settings)
    {
        using var services = ModelHost.Services(settings);
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<IOptions<ModelOptions>>().Value;
    }
}
