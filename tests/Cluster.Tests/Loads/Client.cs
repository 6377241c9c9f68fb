using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PromptGen.ClusterTests.Clusters;
using PromptGen.Silo.Security;

namespace PromptGen.ClusterTests.Loads;

/// <summary>
/// A client of the cluster as the contract wants one: asks any gateway, and after a refusal or a lost connection asks again, a start
/// with the same idempotency key. What was refused goes into the load's history.
/// </summary>
internal sealed class Client(IReadOnlyList<Member> gateways, string user, int seed, Action<Refusal> refused) : IDisposable
{
    private const string Prefix = "/api/v1/web-knowledge/generate-prompt-async";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Random _random = new(seed);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(40), DefaultRequestHeaders = { Authorization = TokenOf(user) } };

    public string User => user;

    public Random Random => _random;

    /// <summary>Starts an order until it is accepted.</summary>
    public async Task<Guid> PlaceAsync(Order order, CancellationToken cancellation)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Prefix}/") { Content = JsonContent.Create(new { manual_prompt = order.Prompt }) };
            request.Headers.Add("Idempotency-Key", order.Mark);
            if (await SendAsync("start", request, cancellation) is not { } answer)
                continue;
            using (answer)
            {
                if (answer.StatusCode != HttpStatusCode.Accepted)
                    throw new InvalidOperationException($"A start was answered with {(int)answer.StatusCode}.");
                var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("task_id").GetGuid();
                order.Accept(id);
                return id;
            }
        }
    }

    /// <summary>Asks for an order's state once, and waits for news if <paramref name="wait"/>.</summary>
    public async Task<Generation> LookAsync(Order order, Guid id, bool wait, CancellationToken cancellation)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Prefix}/status/{id}/{(wait ? "?wait=5" : "")}");
            if (await SendAsync("status", request, cancellation) is not { } answer)
                continue;
            using (answer)
            {
                var seen = new Generation(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
                order.See(seen);
                return seen;
            }
        }
    }

    /// <summary>Cancels an order until that is answered.</summary>
    public async Task CancelAsync(Order order, Guid id, CancellationToken cancellation)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Prefix}/{id}/cancel/");
            if (await SendAsync("cancel", request, cancellation) is not { } answer)
                continue;
            using (answer)
            {
                order.CancelAnswer = (int)answer.StatusCode;
                return;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static AuthenticationHeaderValue TokenOf(string user) =>
        new("Bearer", new DevelopmentTokens(TimeProvider.System).Issue(user, isAdmin: false, businessType: null));

    /// <returns>The answer; <c>null</c> after a refusal and a pause.</returns>
    private async Task<HttpResponseMessage?> SendAsync(string route, HttpRequestMessage request, CancellationToken cancellation)
    {
        var gateway = gateways[_random.Next(gateways.Count)];
        request.RequestUri = new Uri(gateway.Url, request.RequestUri!);
        var at = TimeProvider.System.GetUtcNow();
        HttpResponseMessage? answer = null;
        try
        {
            answer = await _http.SendAsync(request, cancellation);
            if (answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.Conflict)
                return answer;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            // The connection failed, or nothing came in all that time.
        }
        refused(new Refusal(at, TimeProvider.System.GetUtcNow() - at, route, gateway.ToString(), answer?.StatusCode, answer?.Headers.RetryAfter is not null));
        answer?.Dispose();
        await Task.Delay(Pause, cancellation);
        return null;
    }
}
