using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PromptGen.Llm;

/// <summary>
/// Speaks OpenAI's chat-completions protocol with OpenAI and with the many servers that take it loosely. A parameter that a model does not
/// take is left out from then on.
/// </summary>
/// <param name="http">Throws <see cref="ModelHttpException"/> for an error status.</param>
/// <param name="endpoint">The address of <c>chat/completions</c>.</param>
/// <param name="key">The API key, if the server wants one.</param>
/// <param name="name">The model to ask where a request names none.</param>
/// <param name="dialects">What is known of how models want to be asked.</param>
internal sealed class ChatCompletionsClient(HttpClient http, Uri endpoint, string? key, string name, ModelDialects dialects) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new("openai", endpoint, name);
    private readonly AuthenticationHeaderValue? _authorization = key is null ? null : new("Bearer", key);

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var model = options?.ModelId ?? name;
        using var response = await SendAsync(model, messages, options, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);

        var (hasText, hasEnded) = (false, false);
        ChatFinishReason? finish = null;
        long used = 0;
        await foreach (var value in ChatCompletionBody.ReadAsync(body, cancellationToken))
        {
            if (value is not { } chunk)
            {
                hasEnded = true;
                break;
            }

            var update = ChatCompletionChunk.Read(chunk, isFirst: !hasText);
            hasText |= update.Contents.Any(content => content is TextContent);
            finish = update.FinishReason ?? finish;
            used = Math.Max(used, update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details.OutputTokenCount ?? 0);
            yield return update;
        }

        if (finish == ChatFinishReason.Length && used > 0 && used < options?.MaxOutputTokens / 2)
            dialects.LimitWasIgnored(model);
        if (hasEnded && finish is null)
            yield return new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>The HTTP client belongs to its factory.</summary>
    public void Dispose()
    {
    }

    private async Task<HttpResponseMessage> SendAsync(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellation)
    {
        var dialect = dialects.Of(model);
        var search = default(DialectSearch);
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = ModelRequest.Write(model, messages, options, dialect) };
                request.Headers.Authorization = _authorization;
                var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
                dialects.Took(model, dialect);
                return response;
            }
            catch (ModelHttpException refused) when (refused.IsAboutTheRequest)
            {
                search ??= dialects.Search(model, dialect);
                if (search.Next(refused.Refusal) is not { } other)
                {
                    dialects.InVain(model);
                    throw;
                }

                dialect = other;
            }
        }
    }
}
