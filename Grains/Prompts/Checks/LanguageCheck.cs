using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>Whether the prompt is in the language asked for, else in that of the notes. What is not clear is no fault.</summary>
internal static class LanguageCheck
{
    // Scots and the creoles of English words.
    private static readonly string[] LikeEnglish = ["sco", "pcm", "jam", "bi", "tpi", "pis", "srn", "hwc", "kri", "gul"];

    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var sources = draft.Sources;
        // Feedback may ask for another language in many ways.
        var wanted = sources.Language ?? (sources.Feedback is null ? Languages.Of(sources.Notes) : null);
        if (wanted is not null && draft.Language is { } written && !Languages.AreSame(wanted, written) && (Languages.IsKnown(wanted) || IsEnglishInstead(wanted, written)))
            yield return new(Finding.ChangedLanguage, wanted);
    }

    /// <summary>What other languages look like is not known, but not like English, which is what models fall into.</summary>
    private static bool IsEnglishInstead(string wanted, string written) => written == "en" && !Array.Exists(LikeEnglish, language => Languages.AreSame(language, wanted));
}
