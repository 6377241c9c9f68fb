using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PromptGen.Llm;

/// <summary>Writes the body of a chat-completions request.</summary>
internal static class ModelRequest
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // Letters of any script travel as they are; nothing here ends up in a page.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpContent Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, ModelDialect dialect)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(body, Writing))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            WriteMessages(json, messages, dialect.SystemRole);
            if (dialect.Temperature && options?.Temperature is { } temperature)
                json.WriteNumber("temperature", temperature);
            if (dialect.Limit is { } limit && options?.MaxOutputTokens is { } tokens)
                json.WriteNumber(limit, tokens);
            if (dialect.Stream)
            {
                json.WriteBoolean("stream", true);
                if (dialect.StreamOptions)
                {
                    json.WriteStartObject("stream_options");
                    json.WriteBoolean("include_usage", true);
                    json.WriteEndObject();
                }
            }

            json.WriteEndObject();
        }

        return new ReadOnlyMemoryContent(body.WrittenMemory) { Headers = { ContentType = Json } };
    }

    private static void WriteMessages(Utf8JsonWriter json, IEnumerable<ChatMessage> messages, bool systemRole)
    {
        json.WriteStartArray("messages");
        var rules = "";
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.System && !systemRole)
            {
                rules += $"{message.Text}\n\n";
                continue;
            }

            json.WriteStartObject();
            json.WriteString("role", message.Role.Value);
            json.WriteString("content", rules + message.Text);
            json.WriteEndObject();
            rules = "";
        }

        json.WriteEndArray();
    }
}
