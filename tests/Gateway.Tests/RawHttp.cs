using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PromptGen.Gateway.Tests;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(int Status, string Head, string Body)
{
    public bool IsProblem => Head.Contains("\r\nContent-Type: application/problem+json", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Requests that no decent client sends: bytes written to a socket as they are.</summary>
internal static class RawHttp
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    /// <summary>Sends a request whose target, headers and body nobody corrects.</summary>
    public static async Task<RawAnswer> SendAsync(Uri address, string method, string target, byte[] body, params string[] headers)
    {
        var host = headers.Any(header => header.StartsWith("Host:", StringComparison.Ordinal)) ? [] : new[] { $"Host: {address.Authority}" };
        string[] head = [$"{method} {target} HTTP/1.1", .. host, "Connection: close", $"Content-Length: {body.Length}", .. headers];
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Stopping);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", head) + "\r\n\r\n"), Stopping);
        await stream.WriteAsync(body, Stopping);

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Stopping);
        var parts = answer.Split("\r\n\r\n", 2);
        return new RawAnswer(int.Parse(parts[0].Split(' ')[1], CultureInfo.InvariantCulture), parts[0], parts[^1]);
    }
}
