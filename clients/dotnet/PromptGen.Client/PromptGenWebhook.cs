using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromptGen.Client;

/// <summary>Verifies webhooks by the rules of Standard Webhooks (https://www.standardwebhooks.com): an HMAC-SHA256 over id, time and body.</summary>
/// <param name="secret">The user's secret, <c>whsec_…</c>.</param>
/// <param name="clock">The clock; the system's if left out.</param>
public sealed class PromptGenWebhook(string secret, TimeProvider? clock = null)
{
    private const string SecretPrefix = "whsec_", VersionPrefix = "v1,";

    // A message that is older, or from the future, may be one that somebody sends again.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);

    /// <summary>Whether a request is the service's and of these minutes. The same message may come more than once: its id tells.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>, seconds of Unix time.</param>
    /// <param name="signature">The header <c>webhook-signature</c>: one or more, separated by blanks.</param>
    /// <param name="body">The body, byte for byte.</param>
    public bool IsGenuine(string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (id is null || signature is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        if ((DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, 253_402_300_799)) - (clock ?? TimeProvider.System).GetUtcNow()).Duration() > Tolerance)
            return false;
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        var expected = Encoding.ASCII.GetBytes(VersionPrefix + Convert.ToBase64String(hash.GetHashAndReset()));
        return signature.Split(' ').Any(one => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), expected));
    }
}
