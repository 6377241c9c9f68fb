using System.Text;

namespace PromptGen.Gateway.Http;

/// <summary>The <c>charset</c> of a JSON body: clients write UTF-8 in many ways, and nothing that is meant by it is refused.</summary>
internal static class JsonCharset
{
    // The labels of the WHATWG Encoding Standard and IANA's alias, without the signs between their letters.
    private static readonly string[] Utf8 = ["utf8", "csutf8", "unicode11utf8", "unicode20utf8", "xunicode20utf8"];

    /// <summary>The encoding a parameter names, UTF-8 where there is none; <c>null</c> for one that nobody knows.</summary>
    public static Encoding? Find(string? charset)
    {
        if (charset is null || Utf8.Contains(string.Concat(charset.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()))
            return Encoding.UTF8;
        try
        {
            return Encoding.GetEncoding(charset.Trim('"'));
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            // Unknown, or as unsafe as UTF-7.
            return null;
        }
    }
}
