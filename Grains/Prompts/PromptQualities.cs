using PromptGen.Prompts.Checks;

namespace PromptGen.Prompts;

/// <summary>What of a check is kept with the result.</summary>
internal static class PromptQualities
{
    /// <summary>All of it but the words that show what is wrong. Of very many facts, those that are missing come first.</summary>
    public static PromptQuality ToQuality(this PromptReport report) => new()
    {
        Facts = [.. Listed(report).Select(fact => new QualityFact(fact.Fact.Kind, fact.Fact.Text, fact.Kept))],
        FactsFound = report.Facts.Length,
        FactsKept = report.Kept,
        Language = report.Language,
        Findings = report.Findings,
        Gaps = report.Gaps,
    };

    private static IEnumerable<CheckedFact> Listed(PromptReport report) => report.Facts.Length <= PromptQuality.MostFacts
        ? report.Facts
        : report.Facts.OrderBy(fact => fact.Kept).Take(PromptQuality.MostFacts).OrderBy(fact => fact.Fact.Start);
}
