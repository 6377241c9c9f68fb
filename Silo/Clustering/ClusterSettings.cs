using Orleans.Configuration;

namespace PromptGen.Silo.Clustering;

/// <summary>Section <c>Orleans</c>: where a silo listens and which cluster it joins.</summary>
public sealed class ClusterSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Orleans";

    /// <summary>How long a grain call may take in a process that is alone, so that no HTTP answer takes longer than ten seconds.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(8);

    /// <summary>How long a grain call may take in a cluster: one that was lost with a silo is repeated, within the same ten seconds.</summary>
    public static readonly TimeSpan ClusterResponseTimeout = TimeSpan.FromSeconds(3.5);

    /// <summary>Where silos reach this one.</summary>
    public int SiloPort { get; set; } = EndpointOptions.DEFAULT_SILO_PORT;

    /// <summary>Where gateways reach this silo.</summary>
    public int GatewayPort { get; set; } = EndpointOptions.DEFAULT_GATEWAY_PORT;

    /// <summary>The IP address silos and gateways reach this one at, and the only one it listens on; loopback by default.</summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>What silos and gateways know each other by.</summary>
    public TlsSettings Tls { get; set; } = new();

    /// <summary>Silos and gateways with the same cluster id find each other.</summary>
    public string ClusterId { get; set; } = "promptgen";

    /// <summary>What Redis keys begin with: stays the same while clusters come and go.</summary>
    public string ServiceId { get; set; } = "promptgen";
}
