using System.Security.Cryptography;
using System.Text;

namespace PromptGen.Webhooks;

/// <summary>
/// The <c>webhook-signature</c> of Standard Webhooks: HMAC-SHA256 of id, seconds and body, once for each secret. By hand: the package StandardWebhooks brings ASP.NET Core
/// along; the tests verify with it.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>What secrets begin with; the rest is the key in base 64.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>Signs.</summary>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="seconds">The <c>webhook-timestamp</c>.</param>
    /// <param name="body">The body.</param>
    /// <param name="secrets">The secrets.</param>
    public static string Of(string id, string seconds, byte[] body, IEnumerable<string> secrets)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{seconds}."), .. body];
        return string.Join(' ', secrets.Select(secret =>
            $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed))}"));
    }
}
