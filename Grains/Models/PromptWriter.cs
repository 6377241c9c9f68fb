using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PromptGen.Models;

/// <summary>Asks the model for a prompt and passes its text on as it arrives.</summary>
/// <param name="client">The model; null where none is configured.</param>
public sealed partial class PromptWriter(IChatClient? client, IOptions<ModelOptions> options, TimeProvider time, ILogger<PromptWriter> logger)
{
    /// <summary>
    /// One generation. Whatever the model does ends in a result; <see cref="OperationCanceledException"/> is thrown only if
    /// <paramref name="cancellation"/> was cancelled, which also closes the connection to the model.
    /// </summary>
    /// <param name="businessType">What kind of business the user has, if known.</param>
    /// <param name="template">The business template, if there is one.</param>
    /// <param name="manualPrompt">The user's text.</param>
    /// <param name="live">Takes in each piece of text as it arrives. What it throws is passed through.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<PromptWriterResult> WriteAsync(
        string? businessType, string? template, string manualPrompt, ILiveText live, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (client is null)
            return Fail(new(ModelFailureReason.NotConfigured));

        var messages = PromptInstruction.Build(businessType, template, manualPrompt);
        using var deadline = new CancellationTokenSource(options.Value.TotalTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);

        var answer = new ModelAnswer();
        await using var updates = Ask(client, messages, both.Token).GetAsyncEnumerator(CancellationToken.None);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync())
                    break;
            }
            catch (Exception exception)
            {
                // A closed connection surfaces as all sorts of exceptions; the caller asked for only one.
                cancellation.ThrowIfCancellationRequested();
                return Fail(ModelFailure.From(exception), exception);
            }

            answer.Add(updates.Current);
            if (answer.IsTooLong)
                return Fail(new(ModelFailureReason.TooLarge));
            if (updates.Current.Text is { Length: > 0 } text)
                live.Add(text);
        }

        var result = answer.End(options.Value.Name, messages.Sum(message => message.Text.Length));
        return result switch
        {
            PromptWriterResult.Failed failed => Fail(new(failed.Reason)),
            PromptWriterResult.Written written when options.Value.Provider is ModelProviders.Demo => written with { Origin = PromptOrigin.Demo },
            _ => result,
        };
    }

    private async IAsyncEnumerable<ChatResponseUpdate> Ask(
        IChatClient model, IReadOnlyList<ChatMessage> messages, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new ChatOptions { Temperature = 0.7f, MaxOutputTokens = 2000 };
        if (options.Value.Streaming)
        {
            await foreach (var update in model.GetStreamingResponseAsync(messages, request, cancellation))
                yield return update;
        }
        else
        {
            foreach (var update in (await model.GetResponseAsync(messages, request, cancellation)).ToChatResponseUpdates())
                yield return update;
        }
    }

    private PromptWriterResult.Failed Fail(ModelFailure failure, Exception? exception = null)
    {
        // Only the exception's type: messages of client libraries may quote what was sent.
        ModelFailed(failure.Reason.LogName(), failure.Status, exception?.GetType().Name);
        return new(failure.Reason, failure.RetryAfter) { IsStaged = failure.IsStaged };
    }

    [LoggerMessage(EventId = 1, EventName = "ModelFailed", Level = LogLevel.Warning,
        Message = "The model wrote no prompt: {Reason} (HTTP status {Status}, {Exception})")]
    private partial void ModelFailed(string reason, int? status, string? exception);
}
