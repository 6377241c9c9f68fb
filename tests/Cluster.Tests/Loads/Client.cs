using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.ClusterTests.Clusters;

namespace PromptGen.ClusterTests.Loads;

/// <summary>
/// A client of the cluster as the contract wants one: asks any gateway, and after a refusal or a lost connection asks again, a start
/// with the same idempotency key, for as long as tests wait for anything. What was refused, or answered too late, goes into the load's history.
/// </summary>
internal sealed class Client(IReadOnlyList<Member> gateways, string user, int seed, Action<Refusal> refused) : IDisposable
{
    private const string Prefix = "/api/v1/web-knowledge/generate-prompt-async";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250), Wait = TimeSpan.FromSeconds(5);

    private readonly Random _random = new(seed);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(40), DefaultRequestHeaders = { Authorization = TokenOf(user) } };

    public string User => user;

    public Random Random => _random;

    /// <summary>Starts an order until it is accepted.</summary>
    public async Task<Guid> PlaceAsync(Order order, CancellationToken cancellation)
    {
        using var answer = await AskAsync("start", TimeSpan.Zero, () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{Prefix}/") { Content = JsonContent.Create(new { manual_prompt = order.Prompt }) };
            request.Headers.Add("Idempotency-Key", order.Mark);
            return request;
        }, cancellation);
        if (answer.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"A start was answered with {(int)answer.StatusCode}.");
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("task_id").GetGuid();
        order.Accept(id, isReplay: answer.Headers.Contains("Idempotent-Replayed"));
        return id;
    }

    /// <summary>Starts orders together until all are accepted.</summary>
    public async Task PlaceAsync(OrderedBatch batch, CancellationToken cancellation)
    {
        using var answer = await AskAsync("start", TimeSpan.Zero, () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/web-knowledge/generate-prompt-batch/") { Content = JsonContent.Create(new { manual_prompts = batch.Orders.Select(order => order.Prompt) }) };
            request.Headers.Add("Idempotency-Key", batch.Key);
            return request;
        }, cancellation);
        if (answer.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"A batch was answered with {(int)answer.StatusCode}.");
        var tasks = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("tasks").EnumerateArray();
        foreach (var (order, task) in batch.Orders.Zip(tasks))
            order.Accept(task.GetProperty("task_id").GetGuid(), isReplay: answer.Headers.Contains("Idempotent-Replayed"));
    }

    /// <summary>Asks for an order's state once, and waits for news if <paramref name="wait"/>.</summary>
    public async Task<Generation> LookAsync(Order order, Guid id, bool wait, CancellationToken cancellation)
    {
        using var answer = await AskAsync(wait ? "poll" : "status", wait ? Wait : TimeSpan.Zero,
            () => new HttpRequestMessage(HttpMethod.Get, $"{Prefix}/status/{id}/{(wait ? $"?wait={Wait.TotalSeconds}" : "")}"), cancellation);
        var seen = new Generation(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        order.See(seen);
        return seen;
    }

    /// <summary>Cancels an order until that is answered.</summary>
    public async Task CancelAsync(Order order, Guid id, CancellationToken cancellation)
    {
        using var answer = await AskAsync("cancel", TimeSpan.Zero, () => new HttpRequestMessage(HttpMethod.Post, $"{Prefix}/{id}/cancel/"), cancellation);
        order.CancelAnswer = (int)answer.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    private static AuthenticationHeaderValue TokenOf(string user) =>
        new("Bearer", Cluster.Issuer.Token(user));

    /// <summary>Asks until there is an answer that is no refusal.</summary>
    private async Task<HttpResponseMessage> AskAsync(string route, TimeSpan wait, Func<HttpRequestMessage> newRequest, CancellationToken cancellation)
    {
        var until = TimeProvider.System.GetUtcNow() + Eventually.Bound;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            using var request = newRequest();
            if (await SendAsync(route, wait, request, cancellation) is { } answer)
                return answer;
            await Task.Delay(Pause, cancellation);
        }
        throw new TimeoutException($"A {route} was refused for {Eventually.Bound.TotalSeconds} s.");
    }

    /// <returns>The answer; <c>null</c> for a refusal.</returns>
    private async Task<HttpResponseMessage?> SendAsync(string route, TimeSpan wait, HttpRequestMessage request, CancellationToken cancellation)
    {
        var gateway = gateways[_random.Next(gateways.Count)];
        request.RequestUri = new Uri(gateway.Url, request.RequestUri!);
        var at = TimeProvider.System.GetUtcNow();
        HttpResponseMessage? answer = null;
        try
        {
            answer = await _http.SendAsync(request, cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            // The connection failed, or nothing came in all that time.
        }
        var took = TimeProvider.System.GetUtcNow() - at;
        var isAnswer = answer is { StatusCode: not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests) };
        if (!isAnswer || !Refusal.IsInTime(took, wait))
            refused(new Refusal(at, took, wait, route, gateway.ToString(), answer?.StatusCode, answer?.Headers.RetryAfter is not null));
        if (isAnswer)
            return answer;
        answer?.Dispose();
        return null;
    }
}
