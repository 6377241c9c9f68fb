using Microsoft.Extensions.AI;
using PromptGen.Llm;

namespace PromptGen.Prompts;

/// <summary>What one call of a model came to: exactly one of the two.</summary>
internal readonly record struct ModelOutcome(PromptWriterResult.Written? Written, ModelFailure? Failure);

/// <summary>Reads one answer at a time, for one reader and within one time.</summary>
/// <param name="client">The model.</param>
/// <param name="live">Takes in the text as it arrives; after a failure it is as if nothing had come.</param>
/// <param name="unpaid">Counts what answers used that became no prompt.</param>
/// <param name="deadline">When it must be over.</param>
/// <param name="cancellation">The caller's wish to stop.</param>
internal sealed class ModelReader(IChatClient client, ILiveText live, UnpaidTokens unpaid, CancellationToken deadline, CancellationToken cancellation)
{
    /// <summary>Asks once.</summary>
    /// <exception cref="OperationCanceledException">The caller wished to stop; nothing else is thrown but what the reader throws.</exception>
    public async Task<ModelOutcome> AskAsync(IReadOnlyList<ChatMessage> messages, ChatOptions request)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline);
        var answer = new ModelAnswer();
        var isShown = false;
        var failure = default(ModelFailure);

        await using var updates = client.GetStreamingResponseAsync(messages, request, both.Token).GetAsyncEnumerator(CancellationToken.None);
        while (failure is null)
        {
            try
            {
                if (!await updates.MoveNextAsync())
                    break;
            }
            catch (Exception exception)
            {
                // A closed connection surfaces as all sorts of exceptions; the caller asked for only one.
                if (cancellation.IsCancellationRequested)
                    unpaid.Add(answer.Used(messages, request), UnpaidTokens.Cancelled);
                cancellation.ThrowIfCancellationRequested();
                if (answer.HasEnded)
                    break;
                failure = ModelFailure.From(exception);
                continue;
            }

            if (answer.Add(updates.Current) is { Length: > 0 } text)
            {
                isShown = true;
                live.Add(text);
            }

            if (answer.IsTooLong)
                failure = new(ModelFailureReason.TooLarge);
        }

        var outcome = failure is null ? answer.End(messages, request) : new(null, failure);
        if (outcome.Failure is { } failed)
            unpaid.Add(answer.Used(messages, request), failed.Reason.LogName());
        if (outcome.Failure is not null && isShown)
            live.Restart();
        return outcome;
    }
}
