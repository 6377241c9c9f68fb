using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptGen.Testing;

/// <summary>What a model server can do to its clients.</summary>
public static class ModelBehaviours
{
    /// <summary>The counts reported where a test names none.</summary>
    public static ModelTokens DefaultUsage { get; } = new(120, 180);

    /// <summary>Answers with a text.</summary>
    public static ModelBehaviour Answer(string text, ModelTokens? usage = null) => exchange => exchange.AnswerAsync(text, usage ?? DefaultUsage);

    /// <summary>Answers, but reports no token counts.</summary>
    public static ModelBehaviour NoUsage(string text) => exchange => exchange.AnswerAsync(text, usage: null);

    /// <summary>Streams the pieces; before each one it awaits the gate, which is given the piece's index.</summary>
    public static ModelBehaviour AnswerInChunks(IReadOnlyList<string> chunks, Func<int, Task> gate, ModelTokens? usage = null) => async exchange =>
    {
        for (var index = 0; index < chunks.Count; index++)
        {
            await gate(index).WaitAsync(exchange.Stopping);
            await exchange.WriteTextAsync(chunks[index]);
        }

        await exchange.EndAsync(usage ?? DefaultUsage);
    };

    /// <summary>Takes its time (a slow model, not a means to wait for something), then does what follows.</summary>
    public static ModelBehaviour After(TimeSpan latency, ModelBehaviour next) => async exchange =>
    {
        await Task.Delay(latency, exchange.Stopping);
        await next(exchange);
    };

    /// <summary>An error status; its body repeats the client's key and prompt, as real providers do.</summary>
    public static ModelBehaviour Status(int status, TimeSpan? retryAfter = null) => async exchange =>
    {
        exchange.Response.StatusCode = status;
        if (retryAfter is { } wait)
            exchange.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        exchange.Response.ContentType = "application/json";
        await exchange.WriteLineAsync(System.Text.Json.JsonSerializer.Serialize(
            new { error = new { message = $"{exchange.Call.Authorization} {exchange.Call.Prompt}", type = "error", code = status } }));
    };

    /// <summary>An error as Google sends it; the wait (<c>3.5s</c>) stands in the body. Its OpenAI-compatible endpoint puts it into an array.</summary>
    public static ModelBehaviour GoogleError(int status, string? retryDelay = null, bool inArray = false) => exchange =>
    {
        exchange.Response.StatusCode = status;
        exchange.Response.ContentType = "application/json";
        var body = new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = status,
                ["message"] = $"{exchange.Call.Authorization} {exchange.Call.Prompt}",
                ["details"] = new JsonArray(
                new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.Help", ["links"] = new JsonArray() },
                retryDelay is null ? null : new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = retryDelay }),
            }
        };
        return exchange.WriteLineAsync((inArray ? new JsonArray(body) : (JsonNode)body).ToJsonString());
    };

    /// <summary>Never answers; ends when the client leaves.</summary>
    public static ModelBehaviour Hang() => exchange => Task.Delay(Timeout.Infinite, exchange.Stopping);

    /// <summary>Sends a piece, then nothing more; ends when the client leaves.</summary>
    public static ModelBehaviour HangAfter(string text) => async exchange =>
    {
        await exchange.WriteTextAsync(text);
        await Task.Delay(Timeout.Infinite, exchange.Stopping);
    };

    /// <summary>Sends a piece and closes the connection in the middle of the response.</summary>
    public static ModelBehaviour CutStream(string text) => async exchange =>
    {
        await exchange.WriteTextAsync(text);
        // What was written still arrives, which aborting the connection would not promise.
        throw new IOException("The model's connection is cut on purpose.");
    };

    /// <summary>Sends a piece and ends the response properly, but without a finish reason.</summary>
    public static ModelBehaviour EndWithoutFinish(string text) => exchange => exchange.WriteTextAsync(text);

    /// <summary>Closes the connection without a byte of response.</summary>
    public static ModelBehaviour Refuse() => exchange =>
    {
        exchange.Abort();
        return Task.CompletedTask;
    };

    /// <summary>A proper answer without text.</summary>
    public static ModelBehaviour Empty() => Answer("");

    /// <summary>Status 200 and something that is not JSON where JSON belongs.</summary>
    public static ModelBehaviour Garbage() => exchange => exchange.WriteLineAsync(exchange.Call.Streamed ? "data: {\"choices\": [{\"del\n\n" : "<html>It works!</html>");

    /// <summary>A well-formed answer of at least so many bytes.</summary>
    public static ModelBehaviour Huge(int bytes = 10 * 1024 * 1024) => async exchange =>
    {
        var piece = new string('x', 16 * 1024);
        if (exchange.Call.Streamed)
        {
            for (var sent = 0; sent < bytes; sent += piece.Length)
                await exchange.WriteTextAsync(piece);
            await exchange.EndAsync(DefaultUsage);
        }
        else
        {
            await exchange.AnswerAsync(new string('x', bytes), DefaultUsage);
        }
    };

    /// <summary>Many bytes that add up to no text.</summary>
    public static ModelBehaviour HugeWithoutText(int bytes = 10 * 1024 * 1024) => async exchange =>
    {
        var comment = $": {new string('x', 16 * 1024)}\n\n";
        for (var sent = 0; sent < bytes; sent += comment.Length)
            await exchange.WriteLineAsync(comment);
        await exchange.AnswerAsync("", DefaultUsage);
    };

    /// <summary>The safety filter stopped the answer after a piece of it.</summary>
    public static ModelBehaviour ContentFilter(string text = "I") => exchange => exchange.AnswerAsync(text, DefaultUsage, "content_filter");

    /// <summary>The answer reached the limit of output tokens.</summary>
    public static ModelBehaviour LengthLimit(string text) => exchange => exchange.AnswerAsync(text, DefaultUsage, "length");
}
