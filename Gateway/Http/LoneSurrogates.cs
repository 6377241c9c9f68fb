using System.Buffers.Text;

namespace PromptGen.Gateway.Http;

/// <summary>
/// Half of an emoji, which a client leaves that cuts its text by UTF-16 units: JSON can write it (<c>\ud83e</c>), but it is no
/// character, and the runtime's reader throws at it in texts and names alike.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Makes every escaped one U+FFFD, in place. What is no JSON stays none.</summary>
    public static void Replace(Span<byte> json)
    {
        for (var at = 0; json[at..].IndexOf((byte)'\\') is >= 0 and var distance;)
        {
            at += distance;
            if (IsHigh(json[at..]) && IsLow(json[(at + EscapeLength)..]))
            {
                at += 2 * EscapeLength;
            }
            else if (IsHigh(json[at..]) || IsLow(json[at..]))
            {
                "\\ufffd"u8.CopyTo(json[at..]);
                at += EscapeLength;
            }
            else
            {
                // The escape and what it escapes, which may be another backslash.
                at = Math.Min(at + 2, json.Length);
            }
        }
    }

    private static bool IsHigh(ReadOnlySpan<byte> json) => Unit(json) is >= 0xD800 and <= 0xDBFF;

    private static bool IsLow(ReadOnlySpan<byte> json) => Unit(json) is >= 0xDC00 and <= 0xDFFF;

    /// <summary>The UTF-16 unit escaped at the beginning; 0 where there is no such escape.</summary>
    private static ushort Unit(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength && json.StartsWith("\\u"u8)
        && Utf8Parser.TryParse(json[2..EscapeLength], out ushort unit, out var read, 'x') && read == EscapeLength - 2
            ? unit
            : (ushort)0;
}
