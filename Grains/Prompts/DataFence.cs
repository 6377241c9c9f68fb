using System.Security.Cryptography;
using System.Text;

namespace PromptGen.Prompts;

/// <summary>Two lines around a user's text that the text itself cannot contain, so that it cannot pretend to have ended.</summary>
internal sealed class DataFence
{
    private DataFence(string tag) => (Begin, End) = ($"<<<BEGIN NOTES {tag}>>>", $"<<<END NOTES {tag}>>>");

    public string Begin { get; }

    public string End { get; }

    /// <summary>The tag is a hash of the text: the same text always gets the same fence, and none can be written to hold its own.</summary>
    public static DataFence For(string text)
    {
        for (var salt = 0; ; salt++)
        {
            var tag = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{text}")).AsSpan(0, 8));
            if (!text.Contains(tag, StringComparison.OrdinalIgnoreCase))
                return new(tag);
        }
    }

    public string Around(string text) => $"{Begin}\n{text}\n{End}";
}
