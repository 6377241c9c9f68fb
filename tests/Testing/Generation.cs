using System.Net;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>An answer of the status route.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Body">The body as it came.</param>
public sealed record Generation(HttpStatusCode Code, string Body)
{
    private readonly JsonElement _json = Code == HttpStatusCode.OK ? JsonSerializer.Deserialize<JsonElement>(Body) : default;

    /// <summary>The status by name; the HTTP status where there is none.</summary>
    public string Status => Text("status") ?? $"{(int)Code}";

    /// <summary>Whether nothing can happen to it any more.</summary>
    public bool IsTerminal => Status is "completed" or "failed" or "cancelled";

    /// <summary>How far it is, in percent.</summary>
    public int Progress => _json.ValueKind == JsonValueKind.Object ? _json.GetProperty("progress").GetInt32() : 0;

    /// <summary>How many are served before it; <c>null</c> unless it waits.</summary>
    public int? QueuePosition => _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty("queue_position", out var position) ? position.GetInt32() : null;

    /// <summary>The prompt of a completed one.</summary>
    public string? Prompt => Text("prompt");

    /// <summary>Where the prompt came from.</summary>
    public string? Origin => Text("origin");

    /// <summary>Why the fallback answered; <c>null</c> where it did not.</summary>
    public string? FallbackReason => Text("fallback_reason");

    /// <summary>What was charged in the end; 0 where nothing is said of it.</summary>
    public long Charged =>
        _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty("charge", out var charge) && charge.GetProperty("state").GetString() == "charged"
            ? charge.GetProperty("tokens").GetInt64()
            : 0;

    private string? Text(string name) =>
        _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
