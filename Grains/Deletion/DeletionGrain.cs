using PromptGen.Batches;
using PromptGen.PromptTasks;
using PromptGen.ResultCache;
using PromptGen.Tokens;
using PromptGen.Webhooks;

namespace PromptGen.Deletion;

/// <summary>Deletes a generation: everything else before its own texts, so that until the last step a repetition finds it and begins anew.</summary>
[GrainType("deletion"), CollectionAgeLimit(Minutes = 2)]
public sealed class DeletionGrain(CachedResults cache) : Grain, IDeletionGrain
{
    /// <inheritdoc />
    public async Task<DeleteOutcome> Delete(Guid request)
    {
        var key = PromptTaskKey.Parse(this.GetPrimaryKeyString());
        var task = GrainFactory.ByKey<IPromptTaskAttemptGrain>(key.ToString());
        switch (await task.GetDeletable())
        {
            case null:
                return DeleteOutcome.NotFound;
            case { HasEnded: false }:
                return DeleteOutcome.NotFinished;
            case var found:
                await Elsewhere(key, found);
                await task.Delete(request);
                // Its end may have been announced meanwhile, from what could be read until now. A crash before this leaves it to a repetition too.
                await Deliveries(key).Forget(key.TaskId);
                return found.DeletedBy is { } earlier && earlier != request ? DeleteOutcome.NotFound : DeleteOutcome.Deleted;
        }
    }

    private async Task Elsewhere(PromptTaskKey key, DeletableTask task)
    {
        if (task.BatchId is { } batchId)
        {
            // A batch has the notes of all until each generation has its own, and asks for its end once.
            var batch = GrainFactory.ByKey<IPromptBatchItemsGrain>(new PromptBatchKey(key.UserId, batchId).ToString());
            await batch.SubmitLeft();
            await batch.Ended([key.TaskId]);
        }
        if (task.CachedUnder is { } cached)
            await cache.Remove(cached);
        if (task.HasMetadata)
            await GrainFactory.ByKey<ITokenLedgerGrain>(key.UserId).Forget(key.TaskId, task.CreatedAt);
        await Deliveries(key).Forget(key.TaskId);
    }

    private IWebhookDeliveryGrain Deliveries(PromptTaskKey key) => GrainFactory.ByKey<IWebhookDeliveryGrain>(key.UserId);
}
