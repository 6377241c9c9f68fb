namespace PromptGen.Gateway.Tests;

/// <summary>A Gateway of its own that lets a user start three times, then once a minute, and hold two at once.</summary>
public sealed class LimitedHost : GatewayHost
{
    /// <summary>Its settings.</summary>
    public LimitedHost() => Settings = ["--RateLimits:StartsPerMinute=1", "--RateLimits:Burst=3", "--Tasks:PerUserCapacity=2"];
}
