using System.Net;

namespace PromptGen.ServiceDefaults.Security;

/// <summary>Tells requests of programs on this machine from those that somebody else's came through.</summary>
public static class LocalCaller
{
    /// <summary>Whether the peer is on this machine and passes nothing on for anybody.</summary>
    public static bool Is(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer) && !context.Request.Headers.Keys.Any(IsForwarding);

    /// <summary>Whether the request was meant for this machine by name; a page of another origin whose name was pointed here says its own.</summary>
    public static bool IsAskedByLocalName(HttpContext context) =>
        context.Request.Host.Host is "127.0.0.1" or "[::1]" || context.Request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    // X-Original-… is where ASP.NET Core leaves what it has taken from X-Forwarded-….
    private static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Via", StringComparison.OrdinalIgnoreCase);
}
