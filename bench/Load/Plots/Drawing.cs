using System.Net;
using System.Text;
using PromptGen.Load.Measuring;

namespace PromptGen.Load.Plots;

/// <summary>Draws a chart as SVG, to be read on light and on dark.</summary>
internal static class Drawing
{
    private const int Width = 760, Height = 420, Left = 84, Right = 24, Top = 76, Bottom = 64, LegendWidth = 163;

    // Told apart without colours too, by their dashes and marks. Each is readable on both grounds.
    private static readonly string[] Dashes = ["none", "7 4", "2 4", "10 3 2 3"];

    private const string Style = """
        <style>
          svg { background: #ffffff; color: #1f2328; font: 13px system-ui, sans-serif; --l0: #0a58ca; --l1: #0a58ca; --l2: #b3500f; --l3: #b3500f; --grid: #d8dee4; }
          @media (prefers-color-scheme: dark) {
            svg { background: #0d1117; color: #e6edf3; --l0: #79b8ff; --l1: #79b8ff; --l2: #ffab70; --l3: #ffab70; --grid: #30363d; }
          }
          text { fill: currentColor; } .title { font-size: 16px; font-weight: 600; } .grid { stroke: var(--grid); } .axis { stroke: currentColor; }
          .line { fill: none; stroke-width: 2; }
        </style>
        """;

    /// <summary>The drawing.</summary>
    public static string Of(Chart chart)
    {
        var lines = chart.Lines.ToArray();
        var points = lines.SelectMany(line => line.Points).ToArray();
        var x = new Axis([.. points.Select(point => point.X)], Left, Width - Right);
        var y = new Axis([.. points.Select(point => point.Y)], Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="{WebUtility.HtmlEncode(chart.Title)}">""");
        svg.AppendLine(Style);
        svg.AppendLine(Text(Left, 26, "start", chart.Title, "title"));
        foreach (var tick in x.Ticks)
        {
            svg.AppendLine(Line(x.At(tick), Top, x.At(tick), Height - Bottom, "grid"));
            svg.AppendLine(Text(x.At(tick), Height - Bottom + 18, "middle", Number(tick)));
        }
        foreach (var tick in y.Ticks)
        {
            svg.AppendLine(Line(Left, y.At(tick), Width - Right, y.At(tick), "grid"));
            svg.AppendLine(Text(Left - 8, y.At(tick) + 4, "end", Number(tick)));
        }
        svg.AppendLine(Line(Left, Height - Bottom, Width - Right, Height - Bottom, "axis"));
        svg.AppendLine(Line(Left, Top, Left, Height - Bottom, "axis"));
        svg.AppendLine(Text((Left + Width - Right) / 2.0, Height - 16, "middle", chart.X));
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text transform="translate(20 {(Top + Height - Bottom) / 2.0:0}) rotate(-90)" text-anchor="middle">{WebUtility.HtmlEncode(chart.Y)}</text>""");
        for (var i = 0; i < lines.Length; i++)
            Draw(svg, lines[i].Name, [.. lines[i].Points.Select(point => (x.At(point.X), y.At(point.Y)))], i);
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Draw(StringBuilder svg, string name, (double X, double Y)[] points, int number)
    {
        var (colour, dash) = ($"var(--l{number % 4})", Dashes[number % Dashes.Length]);
        var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.0},{point.Y:0.0}")));
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<polyline class="line" points="{path}" stroke="{colour}" stroke-dasharray="{dash}"/>""");
        foreach (var point in points)
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{point.X:0.0}" cy="{point.Y:0.0}" r="3.5" fill="{colour}"/>""");
        // Above the plot, where no line is.
        var (at, legend) = (Left + (number * LegendWidth), Top - 24);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{at}" y1="{legend}" x2="{at + 32}" y2="{legend}" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>""");
        svg.AppendLine(Text(at + 40, legend + 4, "start", name));
    }

    private static string Line(double x1, double y1, double x2, double y2, string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"""<line class="{kind}" x1="{x1:0.0}" y1="{y1:0.0}" x2="{x2:0.0}" y2="{y2:0.0}"/>""");

    private static string Text(double x, double y, string anchor, string text, string kind = "label") =>
        string.Create(CultureInfo.InvariantCulture, $"""<text class="{kind}" x="{x:0.0}" y="{y:0.0}" text-anchor="{anchor}">{WebUtility.HtmlEncode(text)}</text>""");

    private static string Number(double value) => value >= 1 ? value.ToString("#,0.##", CultureInfo.InvariantCulture) : value.ToString("0.###", CultureInfo.InvariantCulture);
}
