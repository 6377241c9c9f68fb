using System.Net.ServerSentEvents;
using System.Text.Json;

namespace PromptGen.Gateway.Tests;

/// <summary>One event as a standard parser reads it.</summary>
internal sealed record LiveEvent(string Name, string Id, string Data)
{
    public JsonElement Json => JsonElement.Parse(Data);

    /// <summary>The text of a <c>delta</c>.</summary>
    public string Text => Json.GetProperty("text").GetString()!;
}

/// <summary>A generation's event stream, read by the runtime's own parser.</summary>
internal sealed class LiveEvents : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SseItem<string>> _items;
    private readonly List<LiveEvent> _seen = [];

    private LiveEvents(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> items) => (Response, _items) = (response, items);

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public HttpResponseMessage Response { get; }

    /// <summary>The events so far.</summary>
    public IReadOnlyList<LiveEvent> Seen => _seen;

    public static Task<HttpResponseMessage> Get(HttpClient client, string task, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{GenerationCalls.Route}{task}/events/");
        if (lastId is not null)
            Assert.True(request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId));
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stopping);
    }

    public static async Task<LiveEvents> Open(HttpClient client, string task, string? lastId = null)
    {
        var response = await Get(client, task, lastId);
        response.EnsureSuccessStatusCode();
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(Stopping));
        return new LiveEvents(response, parser.EnumerateAsync(Stopping).GetAsyncEnumerator(Stopping));
    }

    /// <summary>The rest of the stream, up to its end.</summary>
    public static async Task<IReadOnlyList<LiveEvent>> All(HttpClient client, string task, string? lastId = null)
    {
        await using var events = await Open(client, task, lastId);
        return await events.ToEnd();
    }

    /// <summary>Reads until an event suits, and gives it.</summary>
    public async Task<LiveEvent> Until(Func<LiveEvent, bool> suits)
    {
        while (await Next() is { } one)
        {
            if (suits(one))
                return one;
        }
        throw new InvalidOperationException($"The stream ended after {string.Join(", ", _seen)}.");
    }

    /// <summary>Reads until the server ends the stream, and gives all events since it was opened.</summary>
    public async Task<IReadOnlyList<LiveEvent>> ToEnd()
    {
        while (await Next() is not null)
            continue;
        return _seen;
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        Response.Dispose();
    }

    private async Task<LiveEvent?> Next()
    {
        if (!await _items.MoveNextAsync().AsTask().WaitAsync(Testing.Eventually.Bound, Stopping))
            return null;
        var item = _items.Current;
        _seen.Add(new LiveEvent(item.EventType, item.EventId ?? "", item.Data));
        return _seen[^1];
    }
}
