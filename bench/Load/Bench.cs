using PromptGen.Load.Measuring;
using PromptGen.Load.Plots;
using PromptGen.Load.Scenarios;
using PromptGen.Load.Systems;

namespace PromptGen.Load;

/// <summary>Runs the scenarios on each system in turn, as often as asked, and shows what came of it.</summary>
internal static class Bench
{
    /// <summary>Runs it.</summary>
    public static async Task RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var results = new Results();
        ISystem[] systems = [options.Given is { } given ? new Given(given) : new Published(options.Built), .. options.Peer is { } peer ? (ISystem[])[new Given(peer)] : []];
        try
        {
            for (var run = 1; run <= options.Runs; run++)
            {
                foreach (var system in systems)
                {
                    await using var stage = new Stage(system, options, results, cancellation);
                    stage.Say($"run {run} of {options.Runs}");
                    await All.RunAsync(stage);
                }
            }
        }
        finally
        {
            // What was measured before a failure, or before it was stopped, is shown.
            await ShowAsync(results, [.. systems.Select(system => system.Name)], options, cancellation);
        }
    }

    private static async Task ShowAsync(Results results, string[] systems, BenchOptions options, CancellationToken cancellation)
    {
        if (results.Figures.Count == 0)
            return;
        var table = Table.Write(results.Figures, systems, options.Runs);
        Console.WriteLine(table);
        if (options.Out.Length == 0 || cancellation.IsCancellationRequested)
            return;
        Directory.CreateDirectory(options.Out);
        await File.WriteAllTextAsync(Path.Combine(options.Out, "results.md"), table, cancellation);
        foreach (var chart in results.Charts)
            await File.WriteAllTextAsync(Path.Combine(options.Out, $"{chart.Name}.svg"), Drawing.Of(chart), cancellation);
        Console.WriteLine($"The table and {results.Charts.Count} drawings are in {options.Out}");
    }
}
