using System.Globalization;

namespace PromptGen.Prompts.Facts;

/// <summary>Tells which language a text is written in: by its script, then by its commonest words and the letters that few languages have.</summary>
public static class Languages
{
    // Below this a few words decide, which may be names.
    private const float LeastScore = 2f, LeastLead = 1.3f;

    /// <summary>The BCP 47 tag of the language that most of a text is in; null where that is not clear.</summary>
    public static string? Of(string text)
    {
        var scripts = Scripts.Count(text);
        return scripts.Main switch
        {
            null => null,
            // Who writes some words in another script speaks that language more often than the other.
            "Latn" => scripts.IsMixed ? null : Latin(text),
            "Cyrl" => CyrillicLetters.Of(text),
            "Arab" => ArabicLetters.Of(text),
            "Hani" => scripts.Kana * 12 > scripts.Han ? "ja" : "zh",
            var script => Scripts.LanguageOf(script),
        };
    }

    /// <summary>Whether two tags are of one language, whatever its country or script.</summary>
    public static bool AreSame(string one, string other) => Primary(one) == Primary(other);

    /// <summary>Whether a text in a language can be told from one in others; of others only what they are not.</summary>
    public static bool IsKnown(string tag) => Primary(tag) is "ru" or "uk" or "bg" or "sr" or "fa" or "ar" or "ur" or "zh" or "ja" || LatinWords.Languages.Contains(Primary(tag)) || Scripts.IsOnlyOf(Primary(tag));

    private static string Primary(string tag)
    {
        var end = tag.IndexOfAny(['-', '_']);
        var primary = (end < 0 ? tag : tag[..end]).ToLowerInvariant();
        // Written Norwegian and Danish are too near to tell by a few words.
        return primary is "no" or "nn" or "nb" ? "da" : primary is "prs" or "fas" ? "fa" : primary is "iw" ? "he" : primary is "yue" or "cmn" ? "zh" : primary is "bs" or "sh" ? "hr" : primary is "ms" ? "id" : primary is "mr" or "ne" ? "hi" : primary;
    }

    private static string? Latin(string text)
    {
        Span<float> scores = stackalloc float[LatinWords.Languages.Length];
        Span<char> word = stackalloc char[16];
        var (length, words) = (0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (char.IsLetter(text[at]) || CharUnicodeInfo.GetUnicodeCategory(text[at]) == UnicodeCategory.NonSpacingMark))
            {
                if (length < word.Length)
                    word[length] = char.ToLowerInvariant(text[at]);
                length++;
                continue;
            }

            // Addresses are in no language.
            var isAddress = at < text.Length && text[at] is '@' or '/' or '_' || (at + 1 < text.Length && text[at] == '.' && char.IsAsciiLetterLower(text[at + 1]));
            // Nor are codes.
            var isOfCode = (at < text.Length && char.IsDigit(text[at])) || (at - length > 0 && char.IsDigit(text[at - length - 1]));
            if (length > 0 && length <= word.Length && !isAddress && !isOfCode)
                LatinWords.Score(word[..length], scores);
            words += length > 0 ? 1 : 0;
            length = 0;
        }

        var best = 0;
        for (var at = 1; at < scores.Length; at++)
            best = scores[at] > scores[best] ? at : best;
        var second = 0f;
        for (var at = 0; at < scores.Length; at++)
            second = at != best && scores[at] > second && !AreSame(LatinWords.Languages[at], LatinWords.Languages[best]) ? scores[at] : second;
        return scores[best] >= LeastScore && scores[best] >= LeastLead * second && scores[best] * 20 >= words ? LatinWords.Languages[best] : null;
    }
}
