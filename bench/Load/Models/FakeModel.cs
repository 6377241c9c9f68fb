using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PromptGen.Load.Models;

/// <summary>
/// A model that answers as OpenAI-compatible servers do, streamed or whole, after a delay, or when it is let go. Told what to do, and asked what
/// happened, at <see cref="ModelControl.Path"/>.
/// </summary>
internal sealed class FakeModel
{
    private readonly Lock _lock = new();
    private ModelAnswer _answer = new(600);
    private int _delay;
    private long _calls, _inFlight, _peak;
    private TaskCompletionSource? _held;

    /// <summary>Serves until the process is told to stop.</summary>
    public static async Task RunAsync(int port)
    {
        var model = new FakeModel();
        await using var app = LocalServer.Create(port);
        app.Map(ModelControl.Path, model.Control);
        app.MapPost("/v1/chat/completions", model.AnswerAsync);
        await app.RunAsync();
    }

    private IResult Control(HttpRequest request)
    {
        lock (_lock)
        {
            if (int.TryParse(request.Query["delay"], CultureInfo.InvariantCulture, out var delay))
                _delay = delay;
            if (int.TryParse(request.Query["size"], CultureInfo.InvariantCulture, out var size))
                _answer = new ModelAnswer(size);
            if (request.Query.ContainsKey("reset"))
                (_calls, _peak) = (0, _inFlight);
            if (request.Query["hold"] == "1")
                _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (request.Query["hold"] == "0")
            {
                _held?.SetResult();
                _held = null;
            }
            return Results.Json(new { delay = _delay, calls = _calls, inflight = _inFlight, peak = _peak });
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var streamed = await IsStreamedAsync(http.Request);
        var (answer, delay, held) = Begin();
        try
        {
            if (delay > 0)
                await Task.Delay(delay, http.RequestAborted);
            http.Response.ContentType = streamed ? "text/event-stream" : "application/json";
            if (!streamed)
            {
                await (held ?? Task.CompletedTask).WaitAsync(http.RequestAborted);
                await http.Response.BodyWriter.WriteAsync(answer.Whole);
                return;
            }
            // The first piece, and when it is let go the rest.
            await http.Response.BodyWriter.WriteAsync(held is null ? answer.Stream : answer.Stream[..answer.FirstPiece]);
            if (held is not null)
            {
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await held.WaitAsync(http.RequestAborted);
                await http.Response.BodyWriter.WriteAsync(answer.Stream[answer.FirstPiece..]);
            }
        }
        catch (OperationCanceledException)
        {
            // The client left.
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private (ModelAnswer Answer, int Delay, Task? Held) Begin()
    {
        lock (_lock)
        {
            _calls++;
            _peak = Math.Max(_peak, Interlocked.Increment(ref _inFlight));
            return (_answer, _delay, _held?.Task);
        }
    }

    private static async Task<bool> IsStreamedAsync(HttpRequest request)
    {
        using var document = await JsonDocument.ParseAsync(request.Body);
        return document.RootElement.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True;
    }
}
