using System.Net;
using System.Net.Sockets;

namespace PromptGen.Webhooks;

/// <summary>
/// Which addresses are on the public network, whoever asks. All others are somebody's own: this machine, the networks behind it, or forms that carry
/// another address inside. Source: IANA's registries of special-purpose addresses (RFC 6890) for IPv4 and IPv6.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Special4 = Networks(
        "0.0.0.0/8", // this network
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private
        "100.64.0.0/10", // between a provider and its customers
        "127.0.0.0/8", // this machine
        "169.254.0.0/16", // this link: also where clouds keep their metadata
        "192.0.0.0/24", // protocol assignments
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation
        "192.88.99.0/24", // relays from 6to4
        "198.18.0.0/15", // benchmarks
        "224.0.0.0/4", // multicast
        "240.0.0.0/4"); // reserved, broadcast

    // Of IPv6 only this is given to anybody. What carries an IPv4 address lies outside (mapped, compatible, NAT64), or is taken out below.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 = Networks(
        "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32", "3fff::/20", // documentation
        "2002::/16"); // 6to4

    /// <summary>Whether it is an address of the public network.</summary>
    public static bool IsPublic(this IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Array.Exists(Special4, network => network.Contains(address)),
        // The framework's networks take a mapped address for the IPv4 one inside.
        AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6 && Global6.Contains(address) && !Array.Exists(Special6, network => network.Contains(address)),
        _ => false,
    };

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
