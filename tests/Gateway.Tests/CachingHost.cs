namespace PromptGen.Gateway.Tests;

/// <summary>A Gateway of its own that serves results again.</summary>
public sealed class CachingHost : GatewayHost
{
    /// <summary>Its settings.</summary>
    public CachingHost() => Settings = ["--Cache:Lifetime=01:00:00"];
}
