using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Client;

/// <summary>Sends requests, as often as it takes and is of use.</summary>
internal sealed class Requests(HttpClient http)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A stream says something each fifteen seconds; one that has been silent for longer than two of them is dead.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(40);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellation) => (await PollAsync<T>(path, null, cancellation)).Body!;

    /// <summary>Asks for news.</summary>
    /// <returns>The body, nothing where it is as it was known, and its tag.</returns>
    public async Task<(T? Body, string? Tag)> PollAsync<T>(string path, string? known, CancellationToken cancellation)
    {
        using var response = await SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (known is not null)
                request.Headers.TryAddWithoutValidation("If-None-Match", known);
            return request;
        }, HttpCompletionOption.ResponseContentRead, cancellation);
        return response.StatusCode == HttpStatusCode.NotModified
            ? (default, known)
            : (await response.Content.ReadFromJsonAsync<T>(Json, cancellation), response.Headers.ETag?.ToString());
    }

    public async Task<T> PostAsync<T>(string path, object? body, string? idempotencyKey, bool skipCache, CancellationToken cancellation)
    {
        using var response = await SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json) };
            if (idempotencyKey is not null)
                request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
            if (skipCache)
                request.Headers.CacheControl = new() { NoCache = true };
            return request;
        }, HttpCompletionOption.ResponseContentRead, cancellation);
        return (await response.Content.ReadFromJsonAsync<T>(Json, cancellation))!;
    }

    public async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        using var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Delete, path), HttpCompletionOption.ResponseContentRead, cancellation);
    }

    /// <summary>Reads the live text; a stream that breaks is resumed where it was.</summary>
    public async IAsyncEnumerable<TextPiece> TextAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? last = null;
        var isReset = false;
        while (true)
        {
            using var response = await SendAsync(() =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/event-stream" } } };
                if (last is not null)
                    request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
                return request;
            }, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode == HttpStatusCode.NoContent)
                yield break;
            using var silent = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var hasNews = false;
            var stream = new WatchedStream(await response.Content.ReadAsStreamAsync(cancellation), () => silent.CancelAfter(Silence));
            var events = SseParser.Create(stream).EnumerateAsync(silent.Token).GetAsyncEnumerator(silent.Token);
            await using (events)
            {
                while (await MoveAsync(events, cancellation))
                {
                    hasNews = true;
                    var news = events.Current;
                    last = news.EventId ?? last;
                    switch (news.EventType)
                    {
                        case "reset":
                            isReset = true;
                            break;
                        case "delta":
                            yield return new TextPiece(JsonSerializer.Deserialize<Delta>(news.Data, Json)!.Text, isReset);
                            isReset = false;
                            break;
                        case "completed" or "failed" or "cancelled":
                            yield break;
                    }
                }
            }
            // A gateway that is leaving ends its streams at once.
            if (!hasNews)
                await Task.Delay(Pause, cancellation);
        }
    }

    private static async Task<bool> MoveAsync(IAsyncEnumerator<SseItem<string>> events, CancellationToken cancellation)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> create, HttpCompletionOption completion, CancellationToken cancellation)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (true)
        {
            PromptGenException? refusal;
            var wait = Pause;
            try
            {
                using var request = create();
                var response = await http.SendAsync(request, completion, cancellation);
                if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
                    return response;
                using (response)
                    refusal = await RefusalAsync(response, cancellation);
                if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout))
                    throw refusal;
                wait = response.Headers.RetryAfter?.Delta ?? Pause;
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException || (lost is TaskCanceledException && !cancellation.IsCancellationRequested))
            {
                refusal = new PromptGenException("The service cannot be reached.", null, null, lost);
            }
            if (TimeProvider.System.GetElapsedTime(until) + wait > Patience)
                throw refusal;
            await Task.Delay(wait, cancellation);
        }
    }

    private static async Task<PromptGenException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        Problem? problem = null;
        try
        {
            if (response.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json")
                problem = await response.Content.ReadFromJsonAsync<Problem>(Json, cancellation);
        }
        catch (JsonException)
        {
            // What stands between has answered, in words of its own; the status says enough.
        }
        return new PromptGenException(problem?.Message ?? $"The service answered {(int)response.StatusCode}.", response.StatusCode, problem?.ErrorCode);
    }

    private sealed record Problem(string? Message, string? ErrorCode);

    private sealed record Delta(string Text);
}
