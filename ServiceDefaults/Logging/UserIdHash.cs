using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PromptGen.ServiceDefaults.Logging;

/// <summary>
/// Writes a short keyed hash where a user's id stood (HMAC-SHA256, 48 bits): the same for the same user as long as the key is, so that
/// lines about one user can be told from others without naming anybody.
/// </summary>
public sealed partial class UserIdHash
{
    private byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Uses the key of the installation instead of one of this process.</summary>
    public void UseKey(byte[] key) => _key = key;

    /// <summary>The hash of an id, percent-encoded or not.</summary>
    public string Of(string userId) =>
        "user-" + Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(Uri.UnescapeDataString(userId))).AsSpan(0, 6));

    /// <summary>The id in a grain's key or in a path that is nothing else; <c>null</c> in other texts.</summary>
    public static string? In(string text) => Whole().Match(text) is { Success: true } whole ? whole.Groups[1].Value : null;

    /// <summary>A text without ids: those that are known to be in it, and what stands where grain keys, Redis keys and paths have one.</summary>
    public string Hide(string text, params IEnumerable<string> known)
    {
        foreach (var userId in known.Where(id => id.Length > 0))
            text = Regex.Replace(text, $@"(?<![\w-]){Regex.Escape(userId)}(?![\w-])", Of(userId));
        return Place().Replace(text, place => place.Groups["before"].Value + place.Groups["id"].Value switch
        {
            "" => "…",
            var hashed when Hashed().IsMatch(hashed) => hashed,
            var userId => Of(userId),
        });
    }

    [GeneratedRegex(@"^(?:\S*/)?(?:task/[0-9a-f]{32}|[0-9a-f]{32}|tokens|startlimit|webhook|accounts)/(.+?)(?:/(?:grants|usage|refunds))?/?$")]
    private static partial Regex Whole();

    // "task/<id>/<user>", "tokens/<user>", "startlimit/<user>" and "webhook/<user>" are grain ids and end Redis keys; "accounts/<user>" is part of a path. An id may hold any
    // sign: where its end is not plain, the rest of the line goes.
    [GeneratedRegex(
        @"(?<before>\b(?:task/)?[0-9a-f]{32}/|\b(?:tokens|startlimit|webhook)/)(?:(?<id>user-[0-9a-f]{12})(?![\w-])|(?<id>[^\s\[\]'"",/]+)(?=$|[\]'"",\r\n])|[^\r\n]+)"
        + @"|(?<before>\baccounts/)(?:(?<id>user-[0-9a-f]{12})(?![\w-])|(?<id>[^\s\[\]'"",/]+)(?=/?(?:$|[\s'""])|/(?:grants|usage|refunds)\b)|[^\r\n]+)")]
    private static partial Regex Place();

    [GeneratedRegex("^user-[0-9a-f]{12}$")]
    private static partial Regex Hashed();
}
