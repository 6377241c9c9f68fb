using System.Diagnostics;
using PromptGen.Load.Http;

namespace PromptGen.Load.Driving;

/// <summary>As much as a number of connections can do: each sends its next request when it has its answer.</summary>
internal static class ClosedLoop
{
    /// <summary>Sends for that long.</summary>
    public static async Task<LoadResult> RunAsync(Lanes lanes, TimeSpan time, ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        var (latencies, begun) = (new Latencies(), Stopwatch.GetTimestamp());
        await lanes.EachAsync(async connection =>
        {
            while (Stopwatch.GetElapsedTime(begun) < time)
                await connection.SendAsync(request, Stopwatch.GetTimestamp(), latencies, cancellation);
        });
        return new LoadResult(latencies, Stopwatch.GetElapsedTime(begun));
    }
}
