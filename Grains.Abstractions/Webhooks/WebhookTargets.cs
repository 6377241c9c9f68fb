using System.Net;

namespace PromptGen.Webhooks;

/// <summary>Section <c>Webhooks</c>: where webhooks may go besides https addresses of the public network.</summary>
public sealed class WebhookTargets
{
    /// <summary>The section's name.</summary>
    public const string Section = "Webhooks";

    /// <summary>What is wrong with <see cref="AllowedHosts"/> that hold anything else, in words.</summary>
    public const string Allowed = $"{Section}:{nameof(AllowedHosts)} has to hold host names or addresses alone, without scheme, port or path, such as hooks.internal";

    /// <summary>Host names and addresses that webhooks may reach though they are private, by plain http and on any port.</summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>Whether all entries can be hosts.</summary>
    public bool IsValid => AllowedHosts.All(static host => Uri.CheckHostName(Bare(host)) != UriHostNameType.Unknown);

    /// <summary>Whether a host is among them.</summary>
    public bool Allows(string host) => AllowedHosts.Any(allowed => Canonical(allowed) == Canonical(host));

    private static string Canonical(string host) => IPAddress.TryParse(Bare(host), out var address) ? address.ToString() : Bare(host).ToLowerInvariant();

    private static string Bare(string host) => host.Trim().TrimStart('[').TrimEnd(']').TrimEnd('.');
}
