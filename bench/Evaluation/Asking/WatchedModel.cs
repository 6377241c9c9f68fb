using Microsoft.Extensions.AI;

namespace PromptGen.Evaluation.Asking;

/// <summary>Tells the <see cref="Writing"/> that a call belongs to what the model is asked.</summary>
internal sealed class WatchedModel(IChatClient model) : DelegatingChatClient(model)
{
    /// <inheritdoc />
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Writing.Current?.Asked(messages);
        return base.GetStreamingResponseAsync(messages, options, cancellationToken);
    }
}
