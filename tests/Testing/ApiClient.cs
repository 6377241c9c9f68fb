using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>A client of the HTTP API that speaks for one user.</summary>
public sealed class ApiClient : IDisposable
{
    private const string Prefix = "/api/v1/web-knowledge";

    private readonly HttpClient _http;

    /// <summary>A client of the gateway at an address; without a token it is nobody.</summary>
    public ApiClient(Uri gateway, string? token = null)
    {
        _http = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(60) };
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>For requests that have no method here.</summary>
    public HttpClient Http => _http;

    /// <summary>A client with a development token.</summary>
    public static async Task<ApiClient> LogInAsync(Uri gateway, string user, bool admin = false, CancellationToken cancellation = default)
    {
        using var nobody = new ApiClient(gateway);
        using var answer = await nobody._http.PostAsJsonAsync("/api/v1/auth/dev-token/", new { user, admin }, cancellation);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return new ApiClient(gateway, body.GetProperty("token").GetString());
    }

    /// <summary>Starts a generation and gives the raw answer.</summary>
    public Task<HttpResponseMessage> TryStartAsync(string prompt, CancellationToken cancellation = default) => TryStartAsync(prompt, null, cancellation);

    /// <summary>Starts a generation that has to be accepted.</summary>
    public Task<Guid> StartAsync(string prompt, CancellationToken cancellation = default) => StartAsync(prompt, null, cancellation);

    /// <summary>Starts a generation once per idempotency key; it has to be accepted.</summary>
    public async Task<Guid> StartAsync(string prompt, string? key, CancellationToken cancellation = default)
    {
        using var answer = await TryStartAsync(prompt, key, cancellation);
        if (answer.StatusCode != HttpStatusCode.Accepted)
            throw new HttpRequestException($"A start was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
        return await TaskIdAsync(answer, cancellation);
    }

    /// <summary>The task that an answer names.</summary>
    public static async Task<Guid> TaskIdAsync(HttpResponseMessage answer, CancellationToken cancellation = default) =>
        await FindTaskIdAsync(answer, cancellation) ?? throw new HttpRequestException($"An answer with {(int)answer.StatusCode} names no task.");

    /// <summary>The task that an answer names; <c>null</c> where it names none.</summary>
    public static async Task<Guid?> FindTaskIdAsync(HttpResponseMessage answer, CancellationToken cancellation = default) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).TryGetProperty("task_id", out var task) ? task.GetGuid() : null;

    /// <summary>Starts a generation with a time limit; it has to be accepted.</summary>
    public async Task<Guid> StartWithTimeoutAsync(string prompt, int seconds, CancellationToken cancellation = default)
    {
        using var answer = await _http.PostAsJsonAsync($"{Prefix}/generate-prompt-async/", new { manual_prompt = prompt, timeout_seconds = seconds }, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("task_id").GetGuid();
    }

    /// <summary>A generation's status.</summary>
    public async Task<Generation> StatusAsync(Guid task, CancellationToken cancellation = default)
    {
        using var answer = await _http.GetAsync($"{Prefix}/generate-prompt-async/status/{task}/", cancellation);
        return new Generation(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>Waits for a generation's end.</summary>
    public Task<Generation> EndAsync(Guid task, CancellationToken cancellation = default) =>
        Eventually.GetAsync(() => StatusAsync(task, cancellation), status => status.IsTerminal, $"generation {task} ends", cancellation);

    /// <summary>Cancels a generation.</summary>
    public Task<HttpResponseMessage> CancelAsync(Guid task, CancellationToken cancellation = default) =>
        _http.PostAsync($"{Prefix}/generate-prompt-async/{task}/cancel/", null, cancellation);

    /// <summary>The user's own account.</summary>
    public async Task<Account> AccountAsync(CancellationToken cancellation = default) =>
        Account.From(await _http.GetFromJsonAsync<JsonElement>("/api/v1/billing/account/", cancellation));

    /// <summary>Sets an account; the client has to be an administrator's. A system that is too busy at first is asked again.</summary>
    public Task PutAccountAsync(string user, long tokens, CancellationToken cancellation = default) => Eventually.UntilAsync(
        async () =>
        {
            using var answer = await _http.PutAsJsonAsync($"/api/v1/billing/accounts/{user}/",
                new { tokens_remaining = tokens, subscription = new { is_active = true, end_date = (string?)null } }, cancellation);
            return answer.StatusCode != HttpStatusCode.ServiceUnavailable && answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
        },
        $"the account of {user} is set",
        cancellation);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> TryStartAsync(string prompt, string? key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Prefix}/generate-prompt-async/") { Content = JsonContent.Create(new { manual_prompt = prompt }) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await _http.SendAsync(request, cancellation);
    }
}
