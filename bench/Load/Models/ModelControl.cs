using System.Net.Http.Json;
using System.Text.Json;

namespace PromptGen.Load.Models;

/// <summary>Tells a fake model what to do. Other models than the bench's own may know only <c>delay</c> and <c>reset</c>.</summary>
internal sealed class ModelControl(Uri model) : IDisposable
{
    /// <summary>Where a model is told: POST sets, and both POST and GET answer with <c>calls</c>, <c>inflight</c> and <c>peak</c>.</summary>
    public const string Path = "/__ctl";

    private readonly HttpClient _http = new() { BaseAddress = model };

    /// <summary>Sets counters to zero and how long each call takes from now on.</summary>
    public Task ResetAsync(TimeSpan delay, CancellationToken cancellation) => PostAsync($"?reset=1&delay={delay.TotalMilliseconds:0}", cancellation);

    /// <summary>How many characters each answer has from now on.</summary>
    public Task SizeAsync(int characters, CancellationToken cancellation) => PostAsync($"?size={characters}", cancellation);

    /// <summary>Calls from now on get the first piece of their answer only, until they are let go.</summary>
    public Task HoldAsync(bool held, CancellationToken cancellation) => PostAsync($"?hold={(held ? 1 : 0)}", cancellation);

    /// <summary>What happened since the last reset.</summary>
    public async Task<ModelCounts> CountsAsync(CancellationToken cancellation)
    {
        var counts = await _http.GetFromJsonAsync<JsonElement>(Path, cancellation);
        return new ModelCounts(counts.GetProperty("calls").GetInt64(), counts.GetProperty("inflight").GetInt64(), counts.GetProperty("peak").GetInt64());
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string query, CancellationToken cancellation)
    {
        using var answer = await _http.PostAsync($"{Path}{query}", null, cancellation);
        answer.EnsureSuccessStatusCode();
    }
}

/// <summary>What a model counted.</summary>
/// <param name="Calls">Calls since the last reset.</param>
/// <param name="InFlight">Calls that are being answered.</param>
/// <param name="Peak">The most at once since the last reset.</param>
internal sealed record ModelCounts(long Calls, long InFlight, long Peak);
