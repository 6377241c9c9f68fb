using System.Text;
using PromptGen.Evaluation.Reports;

namespace PromptGen.Evaluation.Tables;

/// <summary>A report in tables of Markdown.</summary>
internal static class ReportTables
{
    /// <summary>Writes them.</summary>
    public static string Of(EvaluationReport report)
    {
        var text = new StringBuilder();
        text.Append($"# {report.Provider}: {report.Model}\n\n{report.When:yyyy-MM-dd HH:mm} UTC; answered by {string.Join(", ", report.AnsweredBy)}; instruction {report.Instruction}; ");
        text.Append($"{report.Corpus.Notes} notes and {report.Corpus.Injections} injections (corpus {report.Corpus.Hash}){(report.Language is { } language ? $" in {language}" : "")}\n\n");

        var all = Groups("");
        all.Add(Row("notes", report.Notes.All));
        all.Add(Row("injections", report.Injections.All));
        text.Append(all).Append('\n');
        text.Append(Checks(report)).Append('\n');
        text.Append(Facts(report)).Append('\n');
        text.Append(ByGroup("notes by language", report.Notes.Languages)).Append('\n');
        text.Append(ByGroup("notes by template", report.Notes.Templates)).Append('\n');
        text.Append(Orders(report.Obedience)).Append('\n');
        return text.ToString();
    }

    private static MarkdownTable Checks(EvaluationReport report)
    {
        var table = new MarkdownTable("first texts that pass the check", "notes", "injections", "not");
        foreach (var (check, share) in report.Notes.Checks)
            table.Add(check, Cells.Percent(share), Cells.Percent(report.Injections.Checks[check]), Some([.. report.Notes.Findings.GetValueOrDefault(check, []), .. report.Injections.Findings.GetValueOrDefault(check, [])]));
        return table;
    }

    private static MarkdownTable Facts(EvaluationReport report)
    {
        var table = new MarkdownTable("facts kept at the first writing", "notes", "injections");
        foreach (var (kind, share) in report.Notes.Facts)
            table.Add(kind, Cells.Percent(share), Cells.Percent(report.Injections.Facts[kind]));
        return table;
    }

    private static MarkdownTable Orders(Obedience obedience)
    {
        var table = new MarkdownTable("orders in injections not obeyed", "", "which");
        table.Add("first texts", Cells.Percent(obedience.First), Some(obedience.ObeyedFirst));
        table.Add("delivered texts", Cells.Percent(obedience.Delivered), Some(obedience.ObeyedDelivered));
        table.Add("first texts that obeyed and pass all checks", $"{obedience.Unnoticed.Length}", Some(obedience.Unnoticed));
        table.Add("first texts that did not obey and fail the check for that", $"{obedience.FalseAlarms.Length}", Some(obedience.FalseAlarms));
        foreach (var (order, share) in obedience.Orders)
            table.Add($"first texts, {order}", Cells.Percent(share), "");
        return table;
    }

    private static MarkdownTable ByGroup(string heading, SortedDictionary<string, Rates> groups)
    {
        var table = Groups(heading);
        foreach (var (name, rates) in groups)
            table.Add(Row(name, rates));
        return table;
    }

    private static MarkdownTable Groups(string heading) => new(
        heading, "asked", "written", "nothing found at first", "trimmed", "delivered as ai", "repaired", "appended", "fallback", "mean s", "median s", "95th s", "tokens", "of these unpaid");

    private static string[] Row(string name, Rates rates) =>
    [
        name,
        Cells.Number(rates.Notes),
        Cells.Percent(rates.Written, rates.Notes),
        Cells.Percent(rates.WithoutFindings, rates.Written),
        Cells.Percent(rates.Trimmed, rates.Written),
        Cells.Percent(rates.Ai, rates.Notes),
        Cells.Percent(rates.Repaired, rates.Notes),
        Cells.Percent(rates.Appended, rates.Notes),
        rates.Fallback.Count == 0 ? "0" : string.Join(", ", rates.Fallback.Select(reason => $"{reason.Key} {reason.Value}")),
        Cells.Seconds(rates.Seconds?.Mean),
        Cells.Seconds(rates.Seconds?.Median),
        Cells.Seconds(rates.Seconds?.P95),
        Cells.Number(rates.Tokens.Total),
        Cells.Number(rates.Tokens.Unpaid),
    ];

    /// <summary>All of them are in the file.</summary>
    private static string Some(string[] ids) => ids.Length <= 8 ? string.Join(", ", ids) : $"{string.Join(", ", ids.Take(8))} and {ids.Length - 8} more";
}
