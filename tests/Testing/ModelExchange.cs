using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PromptGen.Testing;

/// <summary>Decides what a <see cref="FakeModelServer"/> answers to one call.</summary>
/// <param name="exchange">The call and the means to answer it.</param>
public delegate Task ModelBehaviour(ModelExchange exchange);

/// <summary>A call being answered in the protocol it was asked in, OpenAI's chat completions or Gemini's own, as a stream if the client asked for one.</summary>
public sealed class ModelExchange
{
    /// <summary>The name of the model that answers.</summary>
    public const string Model = "fake-model";

    private readonly HttpContext _http;

    internal ModelExchange(HttpContext http, ModelCall call, CancellationToken stopping)
    {
        (_http, Call, Stopping) = (http, call, stopping);
    }

    /// <summary>What was asked.</summary>
    public ModelCall Call { get; }

    /// <summary>Cancelled when the client leaves or the server stops.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>The response, for answers outside the protocol.</summary>
    public HttpResponse Response => _http.Response;

    /// <summary>Sends one piece of the answer.</summary>
    public Task WriteTextAsync(string text) => Call.IsGemini
        ? WriteEventAsync(GeminiProtocol.Response(Call.Number, text, finish: null, usage: null))
        : WriteChunkAsync(new { content = text }, finish: null);

    /// <summary>Ends the answer properly.</summary>
    public async Task EndAsync(ModelTokens? usage, string finish = "stop")
    {
        if (Call.IsGemini)
        {
            await WriteEventAsync(GeminiProtocol.Response(Call.Number, "", finish, usage));
            return;
        }

        await WriteChunkAsync(new { }, finish);
        if (usage is not null)
            await WriteEventAsync(Envelope("chat.completion.chunk", [], usage));
        await WriteLineAsync("data: [DONE]\n\n");
    }

    /// <summary>The whole answer in the form the client asked for.</summary>
    public async Task AnswerAsync(string text, ModelTokens? usage, string finish = "stop")
    {
        if (Call.Streamed)
        {
            await WriteTextAsync(text);
            await EndAsync(usage, finish);
        }
        else
        {
            var choice = new { index = 0, message = new { role = "assistant", content = text }, finish_reason = finish };
            await SendAsync(Call.IsGemini ? GeminiProtocol.Response(Call.Number, text, finish, usage) : Envelope("chat.completion", [choice], usage));
        }
    }

    /// <summary>Sends a message of the protocol as it is, as an event of the stream if the client asked for one.</summary>
    public Task SendAsync(object message)
    {
        if (Call.Streamed)
            return WriteEventAsync(message);
        Response.ContentType = "application/json";
        return Response.WriteAsync(JsonSerializer.Serialize(message), Stopping);
    }

    /// <summary>Sends raw text at once.</summary>
    public async Task WriteLineAsync(string text)
    {
        if (!Response.HasStarted)
            Response.ContentType ??= "text/event-stream";
        await Response.WriteAsync(text, Stopping);
        await Response.Body.FlushAsync(Stopping);
    }

    /// <summary>Resets the connection; what was written may be lost.</summary>
    public void Abort() => _http.Abort();

    private Task WriteChunkAsync(object delta, string? finish) =>
        WriteEventAsync(Envelope("chat.completion.chunk", [new { index = 0, delta, finish_reason = finish }], usage: null));

    private Task WriteEventAsync(object message) => WriteLineAsync($"data: {JsonSerializer.Serialize(message)}\n\n");

    private object Envelope(string kind, object[] choices, ModelTokens? usage) => new
    {
        id = $"chatcmpl-{Call.Number}",
        @object = kind,
        created = Call.At.ToUnixTimeSeconds(),
        model = Model,
        choices,
        usage = usage is null ? null : new { prompt_tokens = usage.Prompt, completion_tokens = usage.Completion, total_tokens = usage.Prompt + usage.Completion },
    };
}

/// <summary>The token counts that an answer reports.</summary>
/// <param name="Prompt">Tokens of the request.</param>
/// <param name="Completion">Tokens of the answer.</param>
public sealed record ModelTokens(int Prompt, int Completion);
