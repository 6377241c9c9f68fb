using System.Diagnostics;
using PromptGen.Load.Http;

namespace PromptGen.Load.Driving;

/// <summary>
/// A steady rate, whatever the service does: a request that has to wait for a connection counts from when it was to be sent, so that a
/// stall shows in all the requests it held up (no coordinated omission).
/// </summary>
internal static class OpenLoop
{
    /// <summary>Sends so many requests a second for that long.</summary>
    /// <param name="lanes">The connections.</param>
    /// <param name="rate">Requests a second.</param>
    /// <param name="time">How long.</param>
    /// <param name="request">The request with a number.</param>
    /// <param name="cancellation">Ends all.</param>
    public static async Task<LoadResult> RunAsync(
        Lanes lanes, double rate, TimeSpan time, Func<int, ReadOnlyMemory<byte>> request, CancellationToken cancellation)
    {
        var (latencies, count) = (new Latencies(), (int)(rate * time.TotalSeconds));
        using var pacer = new Pacer(rate, count);
        await lanes.ForAsync(count, async (connection, number) =>
        {
            var intended = await pacer.UntilAsync(number, cancellation);
            await connection.SendAsync(request(number), intended, latencies, cancellation);
        });
        return new LoadResult(latencies, Stopwatch.GetElapsedTime(pacer.Begun));
    }
}
