using System.Text;
using PromptGen.Evaluation.Reports;

namespace PromptGen.Evaluation.Tables;

/// <summary>Two reports side by side, in tables of Markdown.</summary>
internal static class Comparison
{
    /// <summary>Writes them; what only one of them has stands there with a gap.</summary>
    public static string Of(EvaluationReport earlier, EvaluationReport now)
    {
        var text = new StringBuilder("# Compared\n\n");
        if (earlier.Corpus != now.Corpus)
            text.Append("The two are not about the same notes.\n\n");
        text.Append(Heads(earlier, now)).Append('\n');

        string[] reasons = [.. new[] { earlier, now }.SelectMany(report => report.Notes.All.Fallback.Keys.Concat(report.Injections.All.Fallback.Keys)).Distinct().Order(StringComparer.Ordinal)];
        var before = Measures.Of(earlier, reasons).ToDictionary(measure => (measure.Table, measure.Name));
        var after = Measures.Of(now, reasons).ToDictionary(measure => (measure.Table, measure.Name));
        foreach (var group in after.Keys.Concat(before.Keys.Except(after.Keys)).GroupBy(key => key.Table))
        {
            var table = new MarkdownTable(group.Key, "earlier", "now", "difference");
            foreach (var key in group)
                table.Add(Row(before.GetValueOrDefault(key), after.GetValueOrDefault(key)));
            text.Append(table).Append('\n');
        }

        return text.ToString();
    }

    private static MarkdownTable Heads(EvaluationReport earlier, EvaluationReport now)
    {
        var table = new MarkdownTable("", "earlier", "now");
        table.Add("when", $"{earlier.When:yyyy-MM-dd HH:mm}", $"{now.When:yyyy-MM-dd HH:mm}");
        table.Add("model", $"{earlier.Provider}: {earlier.Model}", $"{now.Provider}: {now.Model}");
        table.Add("instruction", earlier.Instruction, now.Instruction);
        table.Add("corpus", Corpus(earlier), Corpus(now));
        table.Add("templates that the other has not", Only(earlier, now), Only(now, earlier));
        return table;
    }

    private static string Corpus(EvaluationReport report) => $"{report.Corpus.Notes} + {report.Corpus.Injections} ({report.Corpus.Hash})";

    private static string Only(EvaluationReport one, EvaluationReport other) => string.Join(", ", one.Templates.Except(other.Templates));

    private static string[] Row(Measure? before, Measure? after)
    {
        var (name, unit) = ((after ?? before)!.Name, (after ?? before)!.Unit);
        return [name, Cell(before?.Value, unit), Cell(after?.Value, unit), Difference(after?.Value - before?.Value, unit)];
    }

    private static string Cell(double? value, Unit unit) => unit switch
    {
        Unit.Percent => Cells.Percent(value),
        Unit.Seconds => Cells.Seconds(value),
        _ => Cells.Number(value),
    };

    private static string Difference(double? value, Unit unit) => value is not { } difference ? Cells.None : unit switch
    {
        Unit.Percent => $"{difference * 100:+0.0;-0.0;0.0}",
        Unit.Seconds => $"{difference:+0.00;-0.00;0.00}",
        _ => $"{difference:+#,0;-#,0;0}",
    };
}
