using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Tokens;

/// <summary>
/// Writes an open entry of format 2 as one short text: number, tokens set aside, unix seconds, task, and <c>c</c> with what was charged. Format 1 is
/// an object.
/// </summary>
internal sealed class OpenEntryConverter : JsonConverter<OpenEntry>
{
    /// <inheritdoc />
    public override OpenEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            var first = JsonSerializer.Deserialize<Object1>(ref reader, options)!;
            return new OpenEntry(first.Reserved, first.Charged, first.At);
        }
        var parts = reader.GetString()!.Split(' ');
        if (parts.Length is not (4 or 5))
            throw new JsonException("An open entry has four or five parts.");
        return new OpenEntry(Number(parts[1]), parts.Length == 5 ? Number(parts[4][1..]) : null, DateTimeOffset.FromUnixTimeSeconds(Number(parts[2])))
        {
            Number = Number(parts[0]),
            TaskId = new Guid(Base64Url.DecodeFromChars(parts[3])),
        };
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, OpenEntry value, JsonSerializerOptions options)
    {
        if (value.Number == 0)
            JsonSerializer.Serialize(writer, new Object1(value.Reserved, value.Charged, value.At), options);
        else
            writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture,
                $"{value.Number} {value.Reserved} {value.At.ToUnixTimeSeconds()} {Base64Url.EncodeToString(value.TaskId.ToByteArray())}{(value.Charged is { } charged ? $" c{charged}" : "")}"));
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private sealed record Object1(long Reserved, long? Charged, DateTimeOffset At);
}
