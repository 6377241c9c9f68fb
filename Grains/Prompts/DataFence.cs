using System.Security.Cryptography;
using System.Text;

namespace PromptGen.Prompts;

/// <summary>Two lines around each of a user's texts that none of them can contain, so that none can pretend to have ended.</summary>
internal sealed class DataFence
{
    private DataFence(string tag) => Tag = tag;

    /// <summary>What all these lines hold, and no text between them.</summary>
    public string Tag { get; }

    /// <summary>The tag is a hash of the texts: the same ones always get the same fence, and none can be written to hold its own.</summary>
    public static DataFence For(params string?[] texts)
    {
        for (var salt = 0; ; salt++)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes($"{salt}"));
            foreach (var text in texts)
                hash.AppendData(Encoding.UTF8.GetBytes($"\n{text?.Length ?? -1}:{text}"));
            var tag = Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8));
            if (!texts.Any(text => text?.Contains(tag, StringComparison.OrdinalIgnoreCase) is true))
                return new(tag);
        }
    }

    /// <summary>A text between its lines.</summary>
    /// <param name="name">What it is, in capitals.</param>
    /// <param name="text">The text.</param>
    public string Around(string name, string text) => $"{Begin(name)}\n{text}\n{End(name)}";

    /// <summary>The line before a text.</summary>
    public string Begin(string name) => $"<<<BEGIN {name} {Tag}>>>";

    /// <summary>The line after it.</summary>
    public string End(string name) => $"<<<END {name} {Tag}>>>";
}
