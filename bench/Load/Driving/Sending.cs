using System.Diagnostics;
using PromptGen.Load.Http;

namespace PromptGen.Load.Driving;

/// <summary>Sends a request on a lane and counts it.</summary>
internal static class Sending
{
    /// <summary>Sends one that was to be sent at a time, and records what it took since then.</summary>
    /// <param name="connection">The lane.</param>
    /// <param name="request">The request.</param>
    /// <param name="intended">When it was to be sent, as <see cref="Stopwatch.GetTimestamp"/> tells it.</param>
    /// <param name="latencies">Where it is counted.</param>
    /// <param name="cancellation">Ends all.</param>
    /// <returns>The answer; <c>null</c> when the connection failed.</returns>
    public static async ValueTask<HttpReply?> SendAsync(
        this HttpConnection connection, ReadOnlyMemory<byte> request, long intended, Latencies latencies, CancellationToken cancellation)
    {
        try
        {
            var reply = await connection.SendAsync(request, cancellation);
            latencies.Add(Stopwatch.GetElapsedTime(intended), reply.Status);
            return reply;
        }
        catch (IOException)
        {
            latencies.Add(TimeSpan.Zero, status: 0);
            return null;
        }
    }
}
