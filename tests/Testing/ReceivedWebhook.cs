using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>A webhook as it came.</summary>
/// <param name="Path">Where it came to.</param>
/// <param name="Headers">Its headers, by their names in lower case.</param>
/// <param name="Body">Its bytes.</param>
public sealed record ReceivedWebhook(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>What makes it the same when it comes again.</summary>
    public string Id => Headers["webhook-id"];

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>What it tells of.</summary>
    public string Type => Json.GetProperty("type").GetString()!;

    /// <summary>Whether one of its signatures is of a secret, by the words of the specification: HMAC-SHA256 of id, timestamp and body.</summary>
    public bool IsSignedBy(string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Id}.{Headers["webhook-timestamp"]}."), .. Body];
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed));
        return Headers["webhook-signature"].Split(' ').Contains($"v1,{signature}");
    }
}
