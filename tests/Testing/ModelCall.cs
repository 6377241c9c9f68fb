using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>One call that a <see cref="FakeModelServer"/> received.</summary>
public sealed class ModelCall
{
    private readonly TaskCompletionSource _disconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ModelCall(int number, DateTimeOffset at, string path, string? authorization, string body)
    {
        (Number, At, Path, Authorization) = (number, at, path, authorization);
        using var document = JsonDocument.Parse(body);
        Request = document.RootElement.Clone();
        IsGemini = GeminiProtocol.Speaks(path);
        Streamed = IsGemini ? GeminiProtocol.IsStreamed(path) : Request.TryGetProperty("stream", out var stream) && stream.ValueKind is JsonValueKind.True;
        Prompt = IsGemini ? GeminiProtocol.Prompt(Request) : string.Join('\n', Request.GetProperty("messages").EnumerateArray().Select(message => Text(message.GetProperty("content"))));
    }

    /// <summary>1 for the first call the server received.</summary>
    public int Number { get; }

    /// <summary>When it was received.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The path it was sent to.</summary>
    public string Path { get; }

    /// <summary>The header that carries the key: <c>Authorization</c>, or Gemini's own <c>x-goog-api-key</c>.</summary>
    public string? Authorization { get; }

    /// <summary>Whether it was asked in Gemini's own protocol.</summary>
    public bool IsGemini { get; }

    /// <summary>The whole request body.</summary>
    public JsonElement Request { get; }

    /// <summary>The text of all its messages, one per line.</summary>
    public string Prompt { get; }

    /// <summary>Whether a stream was asked for.</summary>
    public bool Streamed { get; }

    /// <summary>Completes when the client has closed the connection before the answer was complete.</summary>
    public Task Disconnected => _disconnected.Task;

    /// <summary>Completes when the server is done with this call, whatever came of it.</summary>
    public Task Ended => _ended.Task;

    internal void MarkDisconnected() => _disconnected.TrySetResult();

    internal void MarkEnded() => _ended.TrySetResult();

    private static string Text(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString())),
        _ => "",
    };
}
