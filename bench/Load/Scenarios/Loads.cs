using PromptGen.Load.Driving;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;
using PromptGen.Load.Systems;

namespace PromptGen.Load.Scenarios;

/// <summary>Latency against load: the same requests at steady rates, given as shares of what a closed loop reached.</summary>
internal static class Loads
{
    // Enough to keep up with the rate while an answer takes a fifth of a second.
    private const int Connections = 256;

    private static readonly double[] Shares = [0.25, 0.5, 0.75, 0.9];

    public static async Task RunAsync(Stage stage, Service service, string scenario, string what, double most, Func<int, ReadOnlyMemory<byte>> request)
    {
        using var lanes = new Lanes(service.Base, Connections);
        foreach (var share in Shares)
        {
            var meter = await Meter.BeginAsync(service, stage.Cancellation);
            var result = await OpenLoop.RunAsync(lanes, share * most, stage.Options.Time / 2, request, stage.Cancellation);
            var usage = await meter.ReadAsync(stage.Cancellation);
            await Quiet.UntilAsync(service, stage.Cancellation);
            var (half, high) = (result.Latencies.Percentile(50), result.Latencies.Percentile(99));
            foreach (var (line, value) in ((string, double)[])[("p50", half), ("p99", high)])
                stage.Draw($"{scenario}-latency", $"Latency of {what} against load", $"{what} a second", "milliseconds", line, share, share * most, value);
            if (share == 0.5)
            {
                stage.Add(scenario, "p50 at half of that", "ms", half);
                stage.Add(scenario, "p99 at half of that", "ms", high);
            }
            stage.Say($"{scenario}, {share * most:0} a second: {result}; {usage}");
        }
    }
}
