namespace PromptGen.Gateway.Tests;

/// <summary>A Gateway of its own that generates one prompt at a time and waits and remembers only briefly.</summary>
public sealed class TightHost : GatewayHost
{
    /// <summary>Its settings.</summary>
    public TightHost() => Settings = ["--Model:MaxConcurrency=1", "--Tasks:Retention=00:00:02", "--Generations:SynchronousLimit=00:00:01"];
}
