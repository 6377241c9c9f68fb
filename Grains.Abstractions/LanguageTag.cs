using System.Text.RegularExpressions;

namespace PromptGen;

/// <summary>Tags of languages (BCP 47, RFC 5646 §2.1): language, script, region, variants, extensions and private use. What is only private, or only registered as a whole, names no language that anybody could write in.</summary>
public static partial class LanguageTag
{
    // What RFC 5646 §4.4.1 asks of those who limit them.
    private const int MaxLength = 35;

    /// <summary>What is allowed, for messages.</summary>
    public const string Allowed = "a language tag of BCP 47, such as fa, pt-BR or zh-Hant";

    /// <summary>Whether a text is a tag of a language.</summary>
    public static bool IsValid(string? text) => text is { Length: <= MaxLength } && Form().IsMatch(text);

    /// <summary>The tag and its shorter ones, the longest first: <c>zh-Hant-TW</c>, <c>zh-Hant</c>, <c>zh</c>.</summary>
    public static IEnumerable<string> AndShorter(string tag)
    {
        for (var length = tag.Length; length > 0; length = tag.LastIndexOf('-', length - 1))
            yield return tag[..length];
    }

    /// <summary>Language, script and region: no subtag of these is long enough to say anything else.</summary>
    public static string Spoken(string tag) => Form().Match(tag).Groups["spoken"].Value;

    [GeneratedRegex(
        @"^(?<spoken>[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?)(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[0-9a-wy-z](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
