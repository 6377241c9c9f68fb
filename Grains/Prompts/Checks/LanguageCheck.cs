using PromptGen.Prompts.Facts;

namespace PromptGen.Prompts.Checks;

/// <summary>Whether the prompt is in the language asked for, else in that of the notes. What is not clear is no fault.</summary>
internal static class LanguageCheck
{
    public static IEnumerable<Flaw> Find(Draft draft)
    {
        var sources = draft.Sources;
        // Feedback may ask for another language in many ways.
        var wanted = sources.Language ?? (sources.Feedback is null ? Languages.Of(sources.Notes) : null);
        if (wanted is not null && draft.Language is { } written && Languages.IsKnown(wanted) && !Languages.AreSame(wanted, written))
            yield return new(Finding.ChangedLanguage, wanted);
    }
}
