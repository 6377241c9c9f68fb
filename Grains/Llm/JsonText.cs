using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PromptGen.Llm;

/// <summary>Reads members of a JSON object in whatever form servers send them; what has another form is absent.</summary>
internal static class JsonText
{
    /// <summary>A member; null where there is none, or it is null, or this is no object.</summary>
    public static JsonElement? Member(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;

    /// <summary>A string as its UTF-16 units, so that one half of a surrogate pair is read as well: the other half may come with the next piece.</summary>
    public static string? Text(this JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.String } text)
            return null;
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        var escape = raw.IndexOf((byte)'\\');
        if (escape < 0)
            return Encoding.UTF8.GetString(raw);

        var read = new StringBuilder(raw.Length);
        for (; escape >= 0; escape = raw.IndexOf((byte)'\\'))
        {
            read.Append(Encoding.UTF8.GetString(raw[..escape]));
            var isUnit = raw[escape + 1] == 'u';
            read.Append(isUnit ? Unit(raw.Slice(escape + 2, 4)) : Short(raw[escape + 1]));
            raw = raw[(escape + (isUnit ? 6 : 2))..];
        }

        return read.Append(Encoding.UTF8.GetString(raw)).ToString();
    }

    /// <summary>A count, be it a number, one with a fraction or one in quotes; null for what is none.</summary>
    public static long? Count(this JsonElement? element)
    {
        var number = element?.ValueKind switch
        {
            JsonValueKind.Number => element.Value.GetRawText(),
            JsonValueKind.String => element.Text(),
            _ => null,
        };
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && count >= 0
            ? (long)Math.Min(count, int.MaxValue)
            : null;
    }

    private static char Unit(ReadOnlySpan<byte> hexadecimal) =>
        Utf8Parser.TryParse(hexadecimal, out ushort unit, out _, 'x') ? (char)unit : '\uFFFD';

    private static char Short(byte letter) => letter switch
    {
        (byte)'n' => '\n',
        (byte)'t' => '\t',
        (byte)'r' => '\r',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        _ => (char)letter,
    };
}
