using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptGen.Webhooks;

/// <summary>The body of a webhook: written once, sent as often as it takes.</summary>
internal static class WebhookBody
{
    // As its data is: readable in every script. Receivers read JSON, never HTML.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Whatever is added to a status later is a text until it stands here.
    private static readonly HashSet<string> NoTexts =
    [
        "task_id", "status", "progress", "message", "created_at", "updated_at", "charge", "expires_at", "generated_by_ai", "warning", "completed_at", "origin", "model", "usage",
        "fallback_reason", "template", "error", "error_code", "tokens_remaining", "days_remaining", "refines",
    ];

    /// <summary>Its bytes.</summary>
    public static byte[] Of(WebhookEvent happened)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, Readable))
        {
            json.WriteStartObject();
            json.WriteString("type", happened.Type);
            json.WriteString("timestamp", happened.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WritePropertyName("data");
            json.WriteRawValue(happened.Data);
            json.WriteEndObject();
        }
        return body.ToArray();
    }

    /// <summary>The same of a generation that was deleted: how it ended, and nothing that its user or a model wrote.</summary>
    public static byte[] WithoutTexts(byte[] body)
    {
        var whole = JsonNode.Parse(body)!.AsObject();
        var data = whole["data"]!.AsObject();
        foreach (var text in data.Select(member => member.Key).Where(name => !NoTexts.Contains(name)).ToList())
            data.Remove(text);
        using var stripped = new MemoryStream();
        using (var json = new Utf8JsonWriter(stripped, Readable))
            whole.WriteTo(json);
        return stripped.ToArray();
    }
}
