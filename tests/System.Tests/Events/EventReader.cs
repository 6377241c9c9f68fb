using System.Net;

namespace PromptGen.SystemTests.Events;

/// <summary>Reads one connection to a task's events and keeps everything that came.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<RawEvent> _events = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly HttpResponseMessage _response;
    private readonly Task _reading;
    private int _comments;

    private EventReader(HttpResponseMessage response)
    {
        _response = response;
        _reading = ReadAsync();
    }

    /// <summary>What came so far.</summary>
    public IReadOnlyList<RawEvent> Events
    {
        get
        {
            lock (_lock)
                return [.. _events];
        }
    }

    public string Text => RawEvent.TextOf(Events);

    /// <summary>What a browser would send as <c>Last-Event-ID</c>.</summary>
    public string LastId => Events[^1].Id;

    public int Comments => Volatile.Read(ref _comments);

    /// <summary>Completes when the server ended the stream properly; fails when the connection broke.</summary>
    public Task Ended => _reading;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string Path(Guid task) => $"/api/v1/web-knowledge/generate-prompt-async/{task}/events/";

    /// <summary>Opens a stream, and asks again while the cluster is told of a loss and answers 503.</summary>
    public static async Task<EventReader> OpenAsync(ApiClient client, Guid task, string? lastId = null)
    {
        var response = await Eventually.GetAsync(() => SendAsync(client, task, lastId),
            answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable, "a stream opens", Cancellation);
        response.EnsureSuccessStatusCode();
        return new EventReader(response);
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiClient client, Guid task, string? lastId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(task));
        if (lastId is not null)
            Assert.True(request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId));
        return await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    /// <summary>Waits until what came suits; fails at once when the stream ends before.</summary>
    public Task UntilAsync(Func<EventReader, bool> suits, string what) => Eventually.UntilAsync(() =>
    {
        var ended = _reading.IsCompleted;
        return suits(this) || (ended ? throw new InvalidOperationException($"The stream ended before {what}: {string.Join(", ", Events)}") : false);
    }, what, Cancellation);

    /// <summary>Waits until the client has this much of the prompt.</summary>
    public Task UntilTextAsync(string text) => UntilAsync(reader => reader.Text == text, $"the text is '{text}'");

    /// <summary>Reads until the server ends the stream.</summary>
    public async Task<IReadOnlyList<RawEvent>> ToEndAsync()
    {
        await _reading.WaitAsync(Eventually.Bound, Cancellation);
        return Events;
    }

    /// <summary>Closes the connection; what came stays.</summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync();
        _response.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _closing.Dispose();
    }

    private async Task ReadAsync()
    {
        var parser = new EventStreamParser(Keep, _ => Interlocked.Increment(ref _comments));
        await using var stream = await _response.Content.ReadAsStreamAsync(_closing.Token);
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, _closing.Token) is > 0 and var count)
            parser.Feed(buffer.AsSpan(0, count));
    }

    private void Keep(RawEvent one)
    {
        lock (_lock)
            _events.Add(one);
    }
}
