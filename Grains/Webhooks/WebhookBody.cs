using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptGen.Webhooks;

/// <summary>The body of a webhook: written once, sent as often as it takes.</summary>
internal static class WebhookBody
{
    // As its data is: readable in every script. Receivers read JSON, never HTML.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
}
