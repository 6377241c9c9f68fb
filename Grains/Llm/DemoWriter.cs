using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PromptGen.Llm;

/// <summary>
/// Writes prompts without any AI, for trying PromptGen out: arranges the notes under headings and streams them over a few seconds, through
/// the same pipeline as a model's answer.
/// </summary>
internal sealed class DemoWriter(TimeProvider time) : IChatClient
{
    private static readonly ChatClientMetadata Metadata = new(ModelProviders.Demo, defaultModelId: ModelProviders.Demo);

    private const int MostPieces = 60;
    private const int LongestWord = 40;

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var notes = messages.Select(message => message.RawRepresentation).OfType<DemoNotes>().First();
        var outcome = DemoOutcome.Of($"{notes.Feedback} {notes.Text}");
        var text = DemoPrompt.Write(notes);

        var pieces = Pieces(text);
        var written = (int)(pieces.Count * outcome.Share);
        var pause = outcome.Until / (written + 1);
        foreach (var piece in pieces.Take(written))
        {
            await Task.Delay(pause, time, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece) { ModelId = ModelProviders.Demo };
        }
        await Task.Delay(pause, time, cancellationToken);
        if (outcome.Failure is { } failure)
            throw new StagedFailureException(failure);
        yield return new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop, ModelId = ModelProviders.Demo };
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? Metadata : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    /// <summary>Whole words, a few at a time where there are many.</summary>
    private static List<string> Pieces(string text)
    {
        var shortest = Math.Max(1, text.Length / MostPieces);
        var pieces = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var from = Math.Min(start + shortest, text.Length - 1);
            var rest = text.AsSpan(from, Math.Min(LongestWord, text.Length - from));
            var end = from + (rest.IndexOfAny(' ', '\n') is >= 0 and var blank ? blank + 1 : rest.Length);
            if (char.IsHighSurrogate(text[end - 1]) && end < text.Length)
                end++;
            pieces.Add(text[start..end]);
            start = end;
        }
        return pieces;
    }
}
