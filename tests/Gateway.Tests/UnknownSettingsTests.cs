using Microsoft.Extensions.Configuration;
using PromptGen.Gateway.Hosting;
using PromptGen.Llm;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.Silo;
using PromptGen.Webhooks;

namespace PromptGen.Gateway.Tests;

/// <summary>A misspelt setting is found and the right one named; what others read is left alone.</summary>
public sealed class UnknownSettingsTests
{
    [Theory]
    [InlineData("Model:MaxConcurency", "Model:MaxConcurrency")]
    [InlineData("model:maxconcurency", "Model:MaxConcurrency")]
    [InlineData("Tasks:Retension", "Tasks:Retention")]
    [InlineData("Billing:TrialToken", "Billing:TrialTokens")]
    [InlineData("Generations:MaxPromptLenght", "Generations:MaxPromptLength")]
    [InlineData("Redis:DataDir", "Redis:DataDirectory")]
    [InlineData("Orleans:Siloport2", "Orleans:SiloPort")]
    [InlineData("Gateway:CohostSilos", "Gateway:CoHostSilo")]
    [InlineData("Cors:AllowedOrigin:0", "Cors:AllowedOrigins")]
    [InlineData("Webhooks:AllowedHost:0", "Webhooks:AllowedHosts")]
    [InlineData("Modle:Provider", "Model")]
    [InlineData("ConnectionString:redis", "ConnectionStrings")]
    public void MisspeltSetting_IsFoundWithTheNearestKnownOne(string written, string meant)
    {
        var (key, nearest) = Assert.Single(Find(written));
        Assert.StartsWith(key, written, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(meant, nearest, ignoreCase: true);
    }

    [Theory]
    [InlineData("Model:Provider")]
    [InlineData("MODEL:MAXCONCURRENCY")]
    [InlineData("Cors:AllowedOrigins:0")]
    [InlineData("Webhooks:AllowedHosts:0")]
    [InlineData("Webhooks:AttemptTimeout")]
    [InlineData("BusinessPrompts:bakery:0")]
    [InlineData("ConnectionStrings:other")]
    [InlineData("Authentication:Schemes:Bearer:Authority")]
    [InlineData("Orleans:Clustering:ProviderType")]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    [InlineData("AllowedHosts")]
    [InlineData("PATH")]
    [InlineData("Modem")]
    [InlineData("SomeService:ApiKey")]
    public void WhatIsKnownOrOthersMatter_IsLeftAlone(string written) => Assert.Empty(Find(written));

    private static IEnumerable<(string Key, string Nearest)> Find(string written) => UnknownSettings.Find(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(written, (string?)"canary-value")]).Build(),
        typeof(ModelOptions).Assembly, typeof(UnknownSettings).Assembly, typeof(SiloExtensions).Assembly, typeof(GatewaySettings).Assembly, typeof(WebhookTargets).Assembly);
}
