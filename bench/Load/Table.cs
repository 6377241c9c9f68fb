using System.Runtime.InteropServices;
using System.Text;
using PromptGen.Load.Measuring;

namespace PromptGen.Load;

/// <summary>The results as a Markdown table.</summary>
internal static class Table
{
    /// <summary>Writes it: medians, their range where there were several runs, and what the first system is of the second.</summary>
    public static string Write(IReadOnlyList<Figure> figures, IReadOnlyList<string> systems, int runs)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}; {(runs == 1 ? "one run" : $"medians of {runs} runs, in brackets the least and the most")}");
        text.AppendLine();
        var isCompared = systems.Count == 2;
        text.AppendLine(CultureInfo.InvariantCulture, $"| scenario | measure | unit | {string.Join(" | ", systems)} |{(isCompared ? " ratio |" : "")}");
        text.AppendLine($"|---|---|---|{string.Concat(Enumerable.Repeat("---|", systems.Count + (isCompared ? 1 : 0)))}");
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Scenario} | {figure.Measure} | {figure.Unit} |");
            foreach (var system in systems)
                text.Append(CultureInfo.InvariantCulture, $" {Cell(figure, system)} |");
            if (isCompared)
                text.Append(CultureInfo.InvariantCulture, $" {Ratio(figure.Median(systems[0]), figure.Median(systems[1]))} |");
            text.AppendLine();
        }
        return text.ToString();
    }

    private static string Cell(Figure figure, string system)
    {
        if (!figure.Values.TryGetValue(system, out var values))
            return "–";
        var median = Number(figure.Median(system)!.Value);
        return values.Count == 1 ? median : $"{median} ({Number(values.Min())}–{Number(values.Max())})";
    }

    private static string Ratio(double? ours, double? theirs) => ours is { } one && theirs is { } other && other != 0 ? Number(one / other) : "";

    private static string Number(double value) => value.ToString(Math.Abs(value) switch { >= 1000 => "N0", >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
