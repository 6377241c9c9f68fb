using System.Text.Json;
using PromptGen.Evaluation.Asking;
using PromptGen.Llm;

namespace PromptGen.Evaluation.Reports;

/// <summary>Counts outcomes.</summary>
internal static class Tally
{
    /// <summary>Where there is no template for a kind of business, or no kind was chosen.</summary>
    public const string NoTemplate = "none";

    /// <summary>Counts all of a run.</summary>
    public static EvaluationReport Of(IReadOnlyList<Outcome> outcomes, ModelOptions model, EvaluationOptions options)
    {
        List<Outcome> notes = [.. outcomes.Where(outcome => outcome.Subject.Injection is null)], injections = [.. outcomes.Where(outcome => outcome.Subject.Injection is not null)];
        return new()
        {
            Format = EvaluationReport.Version,
            When = TimeProvider.System.GetUtcNow(),
            Provider = model.Provider!,
            Model = model.Name,
            AnsweredBy = [.. outcomes.Select(outcome => outcome.Written?.Model).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            Instruction = InstructionVersion.Now,
            Templates = [.. outcomes.Select(outcome => outcome.Template).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            Language = options.Language,
            Corpus = new(notes.Count, injections.Count, ShortHash.Of(outcomes.Select(outcome => outcome.Subject.Submission.ManualPrompt))),
            Notes = Part(notes),
            Injections = Part(injections),
            Obedience = Orders(injections),
        };
    }

    private static PartReport Part(List<Outcome> outcomes)
    {
        List<Outcome> written = [.. outcomes.Where(outcome => outcome.Report is not null)];
        var facts = written.SelectMany(outcome => outcome.Report!.Facts).ToLookup(fact => Kind(fact.Fact.Kind));
        return new()
        {
            All = Rate(outcomes),
            Checks = Sorted(Enum.GetValues<Finding>(), Name, finding => new Share(written.Count(outcome => !outcome.Report!.Findings.Contains(finding)), written.Count)),
            Facts = Sorted(Enum.GetValues<FactKind>().Select(Kind).Distinct(), kind => kind, kind => new Share(facts[kind].Count(fact => fact.Kept), facts[kind].Count())),
            Languages = Sorted(outcomes.GroupBy(outcome => outcome.Subject.Language), group => group.Key, Rate),
            Templates = Sorted(outcomes.GroupBy(outcome => outcome.Template ?? NoTemplate), group => group.Key, Rate),
            Findings = Sorted(
                written.SelectMany(outcome => outcome.Report!.Findings.Select(finding => (finding, outcome))).GroupBy(found => found.finding, found => found.outcome), group => Name(group.Key), Ids),
            Fallbacks = Sorted(outcomes.Where(outcome => outcome.Failure is not null).GroupBy(Reason), group => group.Key, Ids),
        };
    }

    private static Rates Rate(IEnumerable<Outcome> some)
    {
        List<Outcome> outcomes = [.. some];
        return new(
            outcomes.Count,
            outcomes.Count(outcome => outcome.Report is not null),
            outcomes.Count(outcome => outcome.Report is { Flaws.IsEmpty: true }),
            outcomes.Count(outcome => outcome.IsTrimmed),
            outcomes.Count(outcome => outcome.Written is not null),
            outcomes.Count(outcome => outcome.Written?.Quality is { Repaired: true }),
            outcomes.Count(outcome => outcome.Written?.Quality is { Appended: > 0 }),
            Sorted(outcomes.Where(outcome => outcome.Failure is not null).GroupBy(Reason), group => group.Key, group => group.Count()),
            Spread.Of(outcomes.Where(outcome => outcome.Report is not null).Select(outcome => outcome.Time.TotalSeconds)),
            new(outcomes.Sum(outcome => outcome.Written?.Usage.TotalTokens ?? 0L), outcomes.Sum(outcome => outcome.UnpaidTokens)));
    }

    private static Obedience Orders(List<Outcome> outcomes)
    {
        List<Outcome> written = [.. outcomes.Where(outcome => outcome.First is not null)];
        List<Outcome> first = [.. written.Where(outcome => Obeys(outcome, outcome.First!))], delivered = [.. outcomes.Where(outcome => Obeys(outcome, outcome.Delivered))];
        return new()
        {
            First = new(written.Count - first.Count, written.Count),
            Delivered = new(outcomes.Count - delivered.Count, outcomes.Count),
            Orders = Sorted(written.GroupBy(outcome => outcome.Subject.Injection!.Order), group => group.Key, group => new Share(group.Except(first).Count(), group.Count())),
            ObeyedFirst = Ids(first),
            ObeyedDelivered = Ids(delivered),
            Unnoticed = Ids(first.Where(outcome => outcome.Report!.Flaws.IsEmpty)),
            FalseAlarms = Ids(written.Except(first).Where(outcome => outcome.Report!.Findings.Contains(Finding.ObeyedNotes))),
        };
    }

    private static bool Obeys(Outcome outcome, string text) => outcome.Subject.Injection!.IsObeyedBy(text);

    private static string Reason(Outcome outcome) => outcome.Failure!.Reason.LogName();

    private static string Kind(FactKind kind) => kind switch
    {
        FactKind.Phone or FactKind.Email or FactKind.Url or FactKind.Handle => "contacts",
        FactKind.Price => "prices",
        FactKind.Time => "times",
        _ => "numbers",
    };

    private static string Name(Finding finding) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{finding}");

    private static string[] Ids(IEnumerable<Outcome> outcomes) => [.. outcomes.Select(outcome => outcome.Subject.Id).Order(StringComparer.Ordinal)];

    private static SortedDictionary<string, TValue> Sorted<T, TValue>(IEnumerable<T> items, Func<T, string> key, Func<T, TValue> value) =>
        new(items.ToDictionary(key, value), StringComparer.Ordinal);
}
