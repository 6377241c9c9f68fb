using System.Security.Cryptography;
using System.Text;

namespace PromptGen.Webhooks;

/// <summary>What a user has set, and what receivers have said. Immutable. Its property names are a storage contract: add, never rename.</summary>
public sealed record WebhooksState
{
    // A rotation that is sent again, or regretted, takes no secret from receivers before its time.
    private const int MostSecrets = 5;

    // A callback may be another address each time.
    private const int MostClosed = 200;

    private const int SecretBytes = 32;

    /// <summary>How long a secret signs beside the one after it.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>Where the events go that have no callback; <c>null</c>: nowhere.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The secrets, newest first; the others sign until their time is over.</summary>
    public IReadOnlyList<WebhookKey> Secrets { get; init; } = [];

    /// <summary>Hashes of the addresses that want no more, oldest first; of many the newest.</summary>
    public IReadOnlyList<string> Closed { get; init; } = [];

    /// <summary>The secrets that sign at a time, newest first.</summary>
    public IReadOnlyList<string> SecretsAt(DateTimeOffset now) =>
        [.. Secrets.Where(secret => secret.ValidUntil is not { } end || end > now).Select(secret => secret.Secret)];

    /// <summary>With a new secret.</summary>
    public WebhooksState Rotate(DateTimeOffset now)
    {
        var made = new WebhookKey($"{WebhookSignature.SecretPrefix}{Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))}", now, null);
        var before = Secrets.Select(secret => secret with { ValidUntil = secret.ValidUntil ?? now + Overlap }).Where(secret => secret.ValidUntil > now);
        return this with { Secrets = [made, .. before.Take(MostSecrets - 1)] };
    }

    /// <summary>Whether the receiver at an address wants no more.</summary>
    public bool IsClosed(string url) => Closed.Contains(Hash(url));

    /// <summary>The receiver at an address wants no more.</summary>
    public WebhooksState Close(string url) => IsClosed(url) ? this : this with { Closed = [.. Closed.TakeLast(MostClosed - 1), Hash(url)] };

    /// <summary>The receiver at an address takes events again.</summary>
    public WebhooksState Open(string url) => IsClosed(url) ? this with { Closed = [.. Closed.Where(hash => hash != Hash(url))] } : this;

    private static string Hash(string url) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(url)).AsSpan(0, 16));
}

/// <summary>A secret of a user's.</summary>
/// <param name="Secret">The secret, as the user knows it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ValidUntil">Until when it signs; <c>null</c>: it is the newest.</param>
public sealed record WebhookKey(string Secret, DateTimeOffset CreatedAt, DateTimeOffset? ValidUntil)
{
    // Else it would be told wherever the record is written out.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("CreatedAt = ").Append(CreatedAt.ToString("O"));
        return true;
    }
}
