#if GOOGLE_GENAI
using System.Net;
using System.Runtime.CompilerServices;
using Google.GenAI;
using Google.GenAI.Types;
using Microsoft.Extensions.AI;

namespace PromptGen.Llm;

/// <summary>
/// Takes from Gemini's raw responses what the SDK's adapter drops or misreads: the finish reason of a candidate without content, whether
/// the prompt was blocked, the tokens of thinking. Exceptions lose the SDK's words, which quote the provider and the answer.
/// </summary>
internal sealed class GoogleGenAIAnswers(IChatClient inner, ChatClientMetadata metadata) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            if (response.RawRepresentation is GenerateContentResponse raw)
            {
                response.FinishReason = GoogleGenAIFinish.Of(raw);
                response.Usage = Largest(null, raw.UsageMetadata);
                foreach (var message in response.Messages)
                    RemoveErrors(message.Contents);
            }

            return response;
        }
        catch (Exception exception) when (InOurWords(exception) is { } ours)
        {
            throw ours;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        UsageDetails? usage = null;
        await using var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates))
        {
            // The adapter ends with an update of its own that holds the last usage, not the largest.
            if (updates.Current is not { RawRepresentation: GenerateContentResponse raw } update)
                continue;
            update.FinishReason = GoogleGenAIFinish.Of(raw);
            RemoveErrors(update.Contents);
            usage = Largest(usage, raw.UsageMetadata);
            yield return update;
        }

        if (usage is not null)
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(usage)]);
    }

    public override object? GetService(System.Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) && serviceKey is null ? metadata : base.GetService(serviceType, serviceKey);

    private static async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception exception) when (InOurWords(exception) is { } ours)
        {
            throw ours;
        }
    }

    /// <summary>The adapter makes an error of every feedback on the prompt, ratings of a harmless one too.</summary>
    private static void RemoveErrors(IList<AIContent> contents)
    {
        foreach (var error in contents.OfType<ErrorContent>().ToList())
            contents.Remove(error);
    }

    /// <summary>Each response reports the totals so far. Thinking is paid like output.</summary>
    private static UsageDetails? Largest(UsageDetails? usage, GenerateContentResponseUsageMetadata? reported) => reported is null ? usage : new()
    {
        InputTokenCount = Largest(usage?.InputTokenCount, reported.PromptTokenCount),
        OutputTokenCount = Largest(usage?.OutputTokenCount, (reported.CandidatesTokenCount ?? 0L) + (reported.ThoughtsTokenCount ?? 0)),
        ReasoningTokenCount = Largest(usage?.ReasoningTokenCount, reported.ThoughtsTokenCount),
        TotalTokenCount = Largest(usage?.TotalTokenCount, reported.TotalTokenCount),
    };

    private static long Largest(long? one, long? other) => Math.Max(one ?? 0, other ?? 0);

    private static Exception? InOurWords(Exception exception) => exception switch
    {
        // An error in the midst of a stream.
        ClientError error => new ModelHttpException((HttpStatusCode)error.StatusCode, retryAfter: null),
        ServerError error => new ModelHttpException((HttpStatusCode)error.StatusCode, retryAfter: null),
        _ when ModelFailure.From(exception).Reason is ModelFailureReason.Garbage => new FormatException("The model's answer is not what Gemini's protocol says."),
        _ => null,
    };
}
#endif
