using System.Diagnostics;
using PromptGen.Load.Http;

namespace PromptGen.Load.Driving;

/// <summary>As much as a number of connections can do: each sends its next request when it has its answer.</summary>
internal static class ClosedLoop
{
    /// <summary>Sends for that long.</summary>
    public static async Task<LoadResult> RunAsync(Lanes lanes, TimeSpan time, ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var latencies = await lanes.EachAsync(async (connection, _) =>
        {
            var own = new Latencies();
            while (Stopwatch.GetElapsedTime(begun) < time)
                await connection.SendAsync(request, Stopwatch.GetTimestamp(), own, cancellation);
            return own;
        });
        return LoadResult.From(latencies, Stopwatch.GetElapsedTime(begun));
    }
}
