namespace PromptGen.Gateway.Hosting;

/// <summary>Section <c>Gateway</c>.</summary>
public sealed class GatewaySettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Gateway";

    /// <summary>Whether the gateway is a silo too; by default only without a Redis server of its own.</summary>
    public bool? CoHostSilo { get; set; }
}
