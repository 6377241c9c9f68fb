using System.Text;
using System.Text.Json;

namespace PromptGen.Load.Models;

/// <summary>An answer of a size, ready to be sent.</summary>
internal sealed class ModelAnswer
{
    private const string Sentence = "You welcome the guests of a small bakery, answer in their language, and say so when you do not know. ";
    private const int PieceLength = 50;

    private static readonly object Usage = new { prompt_tokens = 120, completion_tokens = 180, total_tokens = 300 };

    /// <summary>One of so many characters.</summary>
    public ModelAnswer(int size)
    {
        // It ends as a whole one does: one that breaks off would be asked for once more.
        var text = $"{string.Concat(Enumerable.Repeat(Sentence, (size / Sentence.Length) + 1))[..(size - 1)]}.";
        Whole = JsonSerializer.SerializeToUtf8Bytes(Envelope("chat.completion",
            new { index = 0, message = new { role = "assistant", content = text }, finish_reason = "stop" }, Usage));
        var pieces = text.Chunk(PieceLength).Select(piece => Event(new { content = new string(piece) }, finish: null, usage: null)).ToArray();
        FirstPiece = Encoding.UTF8.GetByteCount(pieces[0]);
        Stream = Encoding.UTF8.GetBytes($"{string.Concat(pieces)}{Event(new { }, "stop", Usage)}data: [DONE]\n\n");
    }

    /// <summary>The body of an answer as a whole.</summary>
    public ReadOnlyMemory<byte> Whole { get; }

    /// <summary>The body of an answer as a stream of events.</summary>
    public ReadOnlyMemory<byte> Stream { get; }

    /// <summary>How many bytes of <see cref="Stream"/> are its first event.</summary>
    public int FirstPiece { get; }

    private static string Event(object delta, string? finish, object? usage) =>
        $"data: {JsonSerializer.Serialize(Envelope("chat.completion.chunk", new { index = 0, delta, finish_reason = finish }, usage))}\n\n";

    private static object Envelope(string kind, object choice, object? usage) =>
        new { id = "chatcmpl-bench", @object = kind, created = 1_790_000_000, model = "bench-model", choices = new[] { choice }, usage };
}
