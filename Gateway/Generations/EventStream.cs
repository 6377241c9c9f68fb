using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PromptGen.Gateway.Generations;

/// <summary>
/// Writes server-sent events (WHATWG HTML, "Server-sent events"). Data is JSON without line breaks, so what a model
/// wrote can never end a line or an event.
/// </summary>
internal sealed class EventStream(HttpResponse response, TimeProvider clock)
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    private long _lastSent = clock.GetTimestamp();

    /// <summary>Sends the headers.</summary>
    public Task Begin(CancellationToken stopping)
    {
        response.ContentType = "text/event-stream";
        // Proxies that would compress the answer, or collect it first, are asked not to.
        response.Headers.CacheControl = "no-store, no-transform";
        response.Headers.ContentEncoding = "identity";
        response.Headers["X-Accel-Buffering"] = "no";
        return response.Body.FlushAsync(stopping);
    }

    /// <summary>Sends one event; waits while the reader is slow, so nothing piles up.</summary>
    /// <param name="name">The event's type.</param>
    /// <param name="id">Where a client that reconnects goes on.</param>
    /// <param name="json">The data: JSON in one line.</param>
    /// <param name="stopping">Cancelled when the client is gone.</param>
    public async Task Send(string name, string id, ReadOnlyMemory<byte> json, CancellationToken stopping)
    {
        var writer = response.BodyWriter;
        Encoding.UTF8.GetBytes($"event: {name}\nid: {id}\ndata: ", writer);
        writer.Write(json.Span);
        writer.Write("\n\n"u8);
        await writer.FlushAsync(stopping);
        _lastSent = clock.GetTimestamp();
    }

    /// <summary>Sends a comment once nothing else was sent for a while, which keeps proxies from closing a quiet connection.</summary>
    /// <returns>When to call this again, at the latest.</returns>
    public async Task<TimeSpan> KeepAwake(CancellationToken stopping)
    {
        // Read once: a moment later the time left may be negative, for which no call can wait.
        var silent = clock.GetElapsedTime(_lastSent);
        if (silent < HeartbeatInterval)
            return HeartbeatInterval - silent;
        response.BodyWriter.Write(": still here\n\n"u8);
        await response.BodyWriter.FlushAsync(stopping);
        _lastSent = clock.GetTimestamp();
        return HeartbeatInterval;
    }

    /// <summary>The data of a <c>delta</c> event.</summary>
    public static byte[] Delta(string text) => JsonSerializer.SerializeToUtf8Bytes(new DeltaBody(text), GenerationsJson.Web.DeltaBody);
}

/// <summary>A piece of the prompt.</summary>
/// <param name="Text">What follows the pieces before.</param>
public sealed record DeltaBody(string Text);
