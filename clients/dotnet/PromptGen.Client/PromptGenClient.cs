using System.Runtime.CompilerServices;

namespace PromptGen.Client;

/// <summary>
/// A client of PromptGen's HTTP API. Thread-safe; made for <see cref="IHttpClientFactory"/>, see <see cref="PromptGenClientExtensions"/>. What is refused for now (503, 429) or lost on the way is
/// asked again until <see cref="Patience"/> is over; starts carry an idempotency key, so that no repetition starts a second generation.
/// </summary>
/// <param name="http">Has the service's address, and sends the token of the user.</param>
public sealed class PromptGenClient(HttpClient http)
{
    private const string Prefix = "api/v1/web-knowledge/";
    private const string Generations = $"{Prefix}generate-prompt-async/";
    private const string Batches = $"{Prefix}generate-prompt-batch/";

    // Less than the thirty that the service allows, so that nothing between ends it first.
    private const int WaitSeconds = 25;

    // Of a service that answers at once all the same, as while others' places in the queue move.
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);

    private readonly Requests _requests = new(http);

    /// <summary>How long a call is repeated that is refused for now, or not answered. Default: a minute.</summary>
    public TimeSpan Patience { get => _requests.Patience; init => _requests.Patience = value; }

    /// <summary>Starts a generation; it goes on whatever becomes of this client.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="PromptGenException">It was refused; nothing was started.</exception>
    public async Task<Guid> StartAsync(GenerationRequest request, CancellationToken cancellation = default) =>
        (await _requests.PostAsync<Started>(Generations, request, request.IdempotencyKey ?? Guid.NewGuid().ToString(), request.SkipCache, cancellation)).TaskId;

    /// <summary>Starts a generation that goes on from one that has ended: its prompt is changed as the request says, or generated once more.</summary>
    /// <returns>The id of the new one; the other stays as it is.</returns>
    /// <exception cref="PromptGenException">It has not ended (<c>not_finished</c>), there is none, or a start would be refused too.</exception>
    public async Task<Guid> RefineAsync(Guid taskId, RefineRequest request, CancellationToken cancellation = default) =>
        (await _requests.PostAsync<Started>($"{Generations}{taskId}/refine/", request, request.IdempotencyKey ?? Guid.NewGuid().ToString(), false, cancellation)).TaskId;

    /// <summary>What a generation would cost; runs nothing.</summary>
    public Task<Estimate> EstimateAsync(GenerationRequest request, CancellationToken cancellation = default) =>
        _requests.PostAsync<Estimate>($"{Prefix}estimate/", request, null, false, cancellation);

    /// <summary>The kinds of business that there are templates for.</summary>
    public async Task<IReadOnlyList<BusinessType>> GetBusinessTypesAsync(CancellationToken cancellation = default) =>
        (await _requests.GetAsync<BusinessTypes>($"{Prefix}business-types/", cancellation)).Results;

    /// <summary>A generation as it is now.</summary>
    /// <param name="taskId">Its id.</param>
    /// <param name="withInput">Whether also what it was asked for is wanted: <see cref="Generation.ManualPrompt"/> and what follows there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PromptGenException">There is none, or not any more (<see cref="PromptGenException.Status"/> 404).</exception>
    public Task<Generation> GetAsync(Guid taskId, bool withInput, CancellationToken cancellation = default) =>
        _requests.GetAsync<Generation>($"{Generations}status/{taskId}/{(withInput ? "?include=input" : "")}", cancellation);

    /// <inheritdoc cref="GetAsync(Guid, bool, CancellationToken)" />
    public Task<Generation> GetAsync(Guid taskId, CancellationToken cancellation = default) => GetAsync(taskId, withInput: false, cancellation);

    /// <summary>Follows a generation to its end, through restarts of the service and lost connections.</summary>
    /// <param name="taskId">Its id, from whichever client started it.</param>
    /// <param name="progress">Is told of each state that is seen.</param>
    /// <param name="cancellation">Ends the wait, not the generation.</param>
    /// <exception cref="PromptGenException">There is no such generation.</exception>
    public async Task<Generation> WaitForCompletionAsync(Guid taskId, IProgress<Generation>? progress = null, CancellationToken cancellation = default)
    {
        for (string? known = null; ;)
        {
            var asked = TimeProvider.System.GetTimestamp();
            var (generation, tag) = await _requests.PollAsync<Generation>($"{Generations}status/{taskId}/?wait={WaitSeconds}", known, cancellation);
            known = tag;
            if (generation is not null)
                progress?.Report(generation);
            if (generation is { IsTerminal: true })
                return generation;
            if (TimeProvider.System.GetElapsedTime(asked) < Quick)
                await Task.Delay(Quick, cancellation);
        }
    }

    /// <summary>Starts a generation and follows it to its end.</summary>
    /// <returns>The end, also a refused or cancelled one: look at <see cref="Generation.Status"/>.</returns>
    public async Task<Generation> GenerateAsync(GenerationRequest request, IProgress<Generation>? progress = null, CancellationToken cancellation = default) =>
        await WaitForCompletionAsync(await StartAsync(request, cancellation), progress, cancellation);

    /// <summary>Starts a generation of these notes and follows it to its end.</summary>
    /// <returns>The prompt.</returns>
    /// <exception cref="PromptGenException">There is none: the account does not allow it, or it was cancelled.</exception>
    public async Task<string> GenerateAsync(string manualPrompt, CancellationToken cancellation = default)
    {
        var end = await GenerateAsync(new GenerationRequest { ManualPrompt = manualPrompt }, null, cancellation);
        return end.Prompt ?? throw new PromptGenException(end.Error ?? end.Message, null, end.ErrorCode ?? "cancelled");
    }

    /// <summary>The text while it is written, piece by piece, then nothing more. Where the model had to begin anew, the text begins anew: see <see cref="TextPiece.IsReset"/>.</summary>
    public IAsyncEnumerable<TextPiece> ReadTextAsync(Guid taskId, CancellationToken cancellation = default) => _requests.TextAsync($"{Generations}{taskId}/events/", cancellation);

    /// <summary>Stops a generation.</summary>
    /// <exception cref="PromptGenException">It had ended before (<c>already_finished</c>), or there is none.</exception>
    public Task<Generation> CancelAsync(Guid taskId, CancellationToken cancellation = default) =>
        _requests.PostAsync<Generation>($"{Generations}{taskId}/cancel/", null, null, false, cancellation);

    /// <summary>Deletes the texts of a generation that has ended, its metadata, and what its webhooks hold of it.</summary>
    /// <exception cref="PromptGenException">It has not ended (<c>not_finished</c>), or there is none, also after a repetition of this call whose first answer was lost.</exception>
    public Task DeleteAsync(Guid taskId, CancellationToken cancellation = default) => _requests.DeleteAsync($"{Generations}{taskId}/", cancellation);

    /// <summary>A page of the user's generations, newest first, without their prompts.</summary>
    public Task<GenerationPage> ListAsync(int limit = 20, string? cursor = null, CancellationToken cancellation = default) =>
        _requests.GetAsync<GenerationPage>($"{Generations}?limit={limit}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", cancellation);

    /// <summary>All of the user's generations that can be read, newest first, page by page.</summary>
    public async IAsyncEnumerable<Generation> ListAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (string? cursor = null; ;)
        {
            var page = await ListAsync(100, cursor, cancellation);
            foreach (var generation in page.Results)
                yield return generation;
            if ((cursor = page.Next) is null)
                yield break;
        }
    }

    /// <summary>Starts up to a hundred generations, all or none.</summary>
    public Task<Batch> StartBatchAsync(BatchRequest request, CancellationToken cancellation = default) =>
        _requests.PostAsync<Batch>(Batches, request, request.IdempotencyKey ?? Guid.NewGuid().ToString(), request.SkipCache, cancellation);

    /// <summary>A batch as it is now.</summary>
    public Task<Batch> GetBatchAsync(Guid batchId, CancellationToken cancellation = default) => _requests.GetAsync<Batch>($"{Batches}{batchId}/", cancellation);

    /// <summary>Follows a batch to its end.</summary>
    public async Task<Batch> WaitForBatchAsync(Guid batchId, IProgress<Batch>? progress = null, CancellationToken cancellation = default)
    {
        while (true)
        {
            var batch = await GetBatchAsync(batchId, cancellation);
            progress?.Report(batch);
            if (batch.Status == GenerationStatus.Completed)
                return batch;
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        }
    }

    /// <summary>Stops those of a batch that have not ended.</summary>
    public Task<Batch> CancelBatchAsync(Guid batchId, CancellationToken cancellation = default) =>
        _requests.PostAsync<Batch>($"{Batches}{batchId}/cancel/", null, null, false, cancellation);

    /// <summary>The user's tokens.</summary>
    public Task<Account> GetAccountAsync(CancellationToken cancellation = default) => _requests.GetAsync<Account>("api/v1/billing/account/", cancellation);

    private sealed record Started(Guid TaskId);

    private sealed record BusinessTypes(IReadOnlyList<BusinessType> Results);
}
