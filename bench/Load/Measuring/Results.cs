namespace PromptGen.Load.Measuring;

/// <summary>All that was measured, in the order in which it came first.</summary>
internal sealed class Results
{
    private readonly List<Figure> _figures = [];
    private readonly List<Chart> _charts = [];

    /// <summary>The figures.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>The charts.</summary>
    public IReadOnlyList<Chart> Charts => _charts;

    /// <summary>Adds what one run of a system gave.</summary>
    public void Add(string system, string scenario, string measure, string unit, double value)
    {
        var figure = _figures.Find(one => one.Scenario == scenario && one.Measure == measure);
        if (figure is null)
            _figures.Add(figure = new Figure(scenario, measure, unit));
        figure.Add(system, value);
    }

    /// <summary>The chart with that name.</summary>
    public Chart Chart(string name, string title, string x, string y)
    {
        var chart = _charts.Find(one => one.Name == name);
        if (chart is null)
            _charts.Add(chart = new Chart(name, title, x, y));
        return chart;
    }

    /// <summary>The middle one; of two the mean.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>One row of the table: what each run of each system gave.</summary>
/// <param name="scenario">The part of the bench.</param>
/// <param name="measure">What was measured.</param>
/// <param name="unit">In what.</param>
internal sealed class Figure(string scenario, string measure, string unit)
{
    private readonly Dictionary<string, List<double>> _values = [];

    public string Scenario => scenario;

    public string Measure => measure;

    public string Unit => unit;

    /// <summary>The values by system.</summary>
    public IReadOnlyDictionary<string, List<double>> Values => _values;

    /// <summary>Adds a run's value.</summary>
    public void Add(string system, double value)
    {
        if (!_values.TryGetValue(system, out var values))
            _values.Add(system, values = []);
        values.Add(value);
    }

    /// <summary>The median of a system's runs; <c>null</c> where it was not measured.</summary>
    public double? Median(string system) => _values.TryGetValue(system, out var values) ? Results.Median(values) : null;
}

/// <summary>A drawing: what depends on what.</summary>
/// <param name="name">The name of its file.</param>
/// <param name="title">What it shows.</param>
/// <param name="x">The horizontal axis, with its unit.</param>
/// <param name="y">The vertical axis, with its unit.</param>
internal sealed class Chart(string name, string title, string x, string y)
{
    private readonly Dictionary<string, SortedDictionary<double, List<(double X, double Y)>>> _lines = [];

    public string Name => name;

    public string Title => title;

    public string X => x;

    public string Y => y;

    /// <summary>The lines by name, each point the median of the runs.</summary>
    public IEnumerable<(string Name, (double X, double Y)[] Points)> Lines => _lines.Select(line => (line.Key, line.Value.Values
        .Select(runs => (Results.Median(runs.Select(point => point.X)), Results.Median(runs.Select(point => point.Y)))).ToArray()));

    /// <summary>Adds a run's point to a line.</summary>
    /// <param name="line">The line's name.</param>
    /// <param name="place">Which point of it, the same in all runs, though its <paramref name="x"/> may differ.</param>
    /// <param name="x">Where.</param>
    /// <param name="y">How much.</param>
    public void Add(string line, double place, double x, double y)
    {
        if (!_lines.TryGetValue(line, out var points))
            _lines.Add(line, points = []);
        if (!points.TryGetValue(place, out var runs))
            points.Add(place, runs = []);
        runs.Add((x, y));
    }
}
