using System.Diagnostics.CodeAnalysis;

namespace PromptGen.ServiceDefaults.Security;

/// <summary>What may name a user: ids are parts of keys, of addresses and of log lines.</summary>
public static class UserIds
{
    /// <summary>The longest, in UTF-16 code units.</summary>
    public const int MaxLength = 255;

    /// <summary>Whether it can be a user's id: 1–255 characters, not only blanks, no control character, no half of a surrogate pair, neither <c>.</c> nor <c>..</c>.</summary>
    public static bool IsValid([NotNullWhen(true)] string? id) =>
        id is { Length: > 0 and <= MaxLength } and not ("." or "..") && !string.IsNullOrWhiteSpace(id) && !id.Any(char.IsControl) && IsUnicode(id);

    // Halves would all be written as the same replacement character: one account for many.
    private static bool IsUnicode(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            if (char.IsSurrogate(id[i]) && !(char.IsSurrogatePair(id, i) && ++i < id.Length))
                return false;
        }
        return true;
    }
}
