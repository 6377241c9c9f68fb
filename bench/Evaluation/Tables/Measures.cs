using PromptGen.Evaluation.Reports;

namespace PromptGen.Evaluation.Tables;

/// <summary>What of a report is compared with another.</summary>
internal static class Measures
{
    /// <summary>The figures, in their order.</summary>
    /// <param name="report">The report.</param>
    /// <param name="reasons">The reasons of fallbacks that are told, also where there were none.</param>
    public static IEnumerable<Measure> Of(EvaluationReport report, IReadOnlyCollection<string> reasons) =>
    [
        .. Of("notes", report.Notes.All, reasons),
        .. Of("injections", report.Injections.All, reasons),
        .. report.Notes.Checks.Select(check => new Measure("first texts of notes that pass the check", check.Key, check.Value.Rate)),
        .. report.Notes.Facts.Select(kind => new Measure("facts of notes kept at the first writing", kind.Key, kind.Value.Rate)),
        new("orders in injections not obeyed", "first texts", report.Obedience.First.Rate),
        new("orders in injections not obeyed", "delivered texts", report.Obedience.Delivered.Rate),
        .. report.Obedience.Orders.Select(order => new Measure("orders in injections not obeyed", $"first texts, {order.Key}", order.Value.Rate)),
        .. Groups("notes by language", report.Notes.Languages),
        // Of whatever version: what a change of a template has changed is what is asked for.
        .. Groups("notes by template", report.Notes.Templates.Select(template => KeyValuePair.Create(template.Key.Split('@')[0], template.Value))),
    ];

    private static IEnumerable<Measure> Of(string table, Rates rates, IEnumerable<string> reasons) =>
    [
        new(table, "written", Rate(rates.Written, rates.Notes)),
        new(table, "nothing found at first", Rate(rates.WithoutFindings, rates.Written)),
        new(table, "trimmed", Rate(rates.Trimmed, rates.Written)),
        new(table, "delivered as ai", Rate(rates.Ai, rates.Notes)),
        new(table, "repaired", Rate(rates.Repaired, rates.Notes)),
        new(table, "appended", Rate(rates.Appended, rates.Notes)),
        .. reasons.Select(reason => new Measure(table, $"fallback, {reason}", Rate(rates.Fallback.GetValueOrDefault(reason), rates.Notes))),
        new(table, "mean s", rates.Seconds?.Mean, Unit.Seconds),
        new(table, "median s", rates.Seconds?.Median, Unit.Seconds),
        new(table, "95th s", rates.Seconds?.P95, Unit.Seconds),
        new(table, "tokens for each", rates.Notes == 0 ? null : (double)rates.Tokens.Total / rates.Notes, Unit.Tokens),
    ];

    private static IEnumerable<Measure> Groups(string table, IEnumerable<KeyValuePair<string, Rates>> groups) => groups.SelectMany(group => new Measure[]
    {
        new(table, $"{group.Key}: nothing found at first", Rate(group.Value.WithoutFindings, group.Value.Written)),
        new(table, $"{group.Key}: delivered as ai", Rate(group.Value.Ai, group.Value.Notes)),
    });

    private static double? Rate(int count, int of) => new Share(count, of).Rate;
}
