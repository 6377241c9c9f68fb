using System.Diagnostics;
using Microsoft.Extensions.Options;
using PromptGen.PromptTasks;
using PromptGen.RateLimits;

namespace PromptGen.Batches;

/// <summary>
/// A batch: its acceptance is one durable write that holds all items, which are then submitted under ids derived from the batch's, as often as it takes. From there on each
/// generation has a life of its own.
/// </summary>
[GrainType("batch"), CollectionAgeLimit(Minutes = 2)]
public sealed partial class PromptBatchGrain(
    [PersistentState("batch", StorageNames.Batches)] IPersistentState<PromptBatchState> storage,
    IOpenBatches open,
    IPromptTaskRunner runner,
    PromptTaskMetrics metrics,
    IOptions<PromptTaskOptions> options,
    IOptions<RateLimitOptions> rateLimits,
    TimeProvider clock) : Grain, IPromptBatchGrain, IPromptBatchItemsGrain
{
    private PromptBatchKey _key;
    private PromptBatchState _durable = new();

    private PromptBatchState State => storage.State;

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_key, _durable) = (PromptBatchKey.Parse(this.GetPrimaryKeyString()), State);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<SubmitResult> Submit(PromptBatch batch)
    {
        if (State.Exists)
        {
            if (State.Fingerprint != batch.Fingerprint)
                return new SubmitResult(SubmitOutcome.KeyReused);
            await SubmitItems();
            return new SubmitResult(SubmitOutcome.Replayed);
        }
        using var place = runner.Admit(_key.UserId);
        if (place.Refusal is { } refusal)
        {
            metrics.Refused(refusal);
            DeactivateOnIdle();
            return new SubmitResult(refusal) { TasksPerUser = options.Value.PerUserCapacity };
        }
        // One that is left is enough, and the rest is owed: so the whole is taken or nothing.
        var allowance = rateLimits.Value.IsOn ? await GrainFactory.ByKey<IStartLimitGrain>(_key.UserId).Take(batch.Items.Count) : null;
        if (allowance is { IsTaken: false })
        {
            metrics.Refused(SubmitOutcome.RateLimited);
            DeactivateOnIdle();
            return new SubmitResult(SubmitOutcome.RateLimited) { Allowance = allowance };
        }

        // The index first: a batch in Redis is then always one that is found again.
        await open.Add(_key, clock.GetUtcNow());
        await Save(new PromptBatchState
        {
            Total = batch.Items.Count,
            CreatedAt = clock.GetUtcNow(),
            Fingerprint = batch.Fingerprint,
            CallbackUrl = batch.CallbackUrl,
            TraceParent = Activity.Current?.Id,
            Items = batch.Items,
        });
        // Whoever is told of a batch can read each of its generations. Should this fail, the batch is there all the same, for a repetition or for recovery.
        await SubmitItems();
        return new SubmitResult(SubmitOutcome.Accepted) { Allowance = allowance };
    }

    /// <inheritdoc />
    public Task<PromptBatchView?> GetView()
    {
        var expiresAt = _durable.CompletedAt + options.Value.Retention;
        return Task.FromResult(!_durable.Exists || expiresAt <= clock.GetUtcNow() ? null : new PromptBatchView
        {
            CreatedAt = _durable.CreatedAt,
            Ends = [.. Enumerable.Range(0, _durable.Total).Select(index => _durable.Ends.TryGetValue(index, out var end) ? end : (PromptTaskStatus?)null)],
            CompletedAt = _durable.CompletedAt,
            ExpiresAt = expiresAt,
        });
    }

    /// <inheritdoc />
    public async Task<bool?> Cancel(CancelReason reason)
    {
        if (await GetView() is null)
            return null;
        if (State.CompletedAt is not null)
            return State.Cancelled is not null;
        // Durable first: what is submitted after this is ended as well.
        if (State.Cancelled is null)
            await Save(State with { Cancelled = reason });
        await SubmitItems();
        await CancelItems();
        // Whoever is told that all have ended is told when, too.
        await Ended([.. Enumerable.Range(0, State.Total).Select(index => _key.Item(index).TaskId)]);
        return true;
    }

    /// <inheritdoc />
    public async Task SubmitLeft()
    {
        if (State.Exists)
            await SubmitItems();
        else
            await open.Remove(_key);
    }

    /// <inheritdoc />
    public async Task Ended(IReadOnlyList<Guid> tasks)
    {
        if (!State.Exists)
            return;
        var indices = Enumerable.Range(0, State.Total).Where(index => !State.Ends.ContainsKey(index) && tasks.Contains(_key.Item(index).TaskId)).ToArray();
        var ends = await Task.WhenAll(indices.Select(async index => (index, await EndOf(_key.Item(index)))));
        var next = State.Ended(ends, clock.GetUtcNow());
        if (next != State)
            await Save(next);
        if (next.CompletedAt is not { } at)
            return;
        await Announce(next, at);
        await open.Expire(_key, options.Value.Keep(next.Fingerprint is not null));
    }

    /// <summary>How one ended; what is gone meanwhile, unread, can say no more, and counts as failed.</summary>
    private async Task<PromptTaskStatus> EndOf(PromptTaskKey key) =>
        await GrainFactory.ByKey<IPromptTaskAttemptGrain>(key.ToString()).GetEnd() ?? PromptTaskStatus.Failed;

    private async Task SubmitItems()
    {
        if (State.Items is not { } items)
            return;
        await Task.WhenAll(items.Select((item, index) => GrainFactory.PromptTask(_key.Item(index)).Submit(item with { BatchId = _key.BatchId })));
        if (State.Cancelled is not null)
            await CancelItems();
        await Save(State with { Items = null });
        await open.Remove(_key);
    }

    private Task CancelItems() => Task.WhenAll(Enumerable.Range(0, State.Total)
        .Where(index => !State.Ends.ContainsKey(index))
        .Select(index => GrainFactory.PromptTask(_key.Item(index)).Cancel(State.Cancelled!.Value)));

    private async Task Save(PromptBatchState next)
    {
        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            // Memory is ahead of Redis: the next call starts from what is durable.
            DeactivateOnIdle();
            throw;
        }
        _durable = next;
    }
}
