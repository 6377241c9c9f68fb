using PromptGen.Testing.Corpus;

namespace PromptGen.Evaluation.Asking;

/// <summary>Takes subjects from the corpus.</summary>
internal static class Subjects
{
    /// <summary>The languages that it has.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. CorpusFiles.Notes.Select(note => note.Language).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Notes, then injections, at most so many of each; the same ones every time.</summary>
    public static IReadOnlyList<Subject> Of(string? language, int? limit)
    {
        var notes = CorpusFiles.Notes.Select(note => new Subject(note.Id, note.Language, Submission(note.Notes, note.BusinessType)));
        var injections = CorpusFiles.Injections.Select(injection => new Subject(injection.Id, injection.Language, Submission(injection.Notes, injection.BusinessType), injection));
        return [.. Some(notes), .. Some(injections)];

        // The languages take turns, each beginning one further on: a few stand for all languages, kinds of business and kinds of order.
        IEnumerable<Subject> Some(IEnumerable<Subject> all) => all.Where(subject => language is null || subject.Language == language)
            .GroupBy(subject => subject.Language).Index().SelectMany(group => Turned([.. group.Item], group.Index)).OrderBy(subject => subject.Turn).Select(subject => subject.Subject)
            .Take(limit ?? int.MaxValue);
    }

    private static IEnumerable<(int Turn, Subject Subject)> Turned(Subject[] group, int by) => group.Select((subject, at) => ((at - by + group.Length) % group.Length, subject));

    private static PromptSubmission Submission(string notes, string? businessType) => new() { ManualPrompt = notes, BusinessType = businessType };
}
