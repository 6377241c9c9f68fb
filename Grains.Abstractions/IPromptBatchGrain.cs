using Orleans.Concurrency;

namespace PromptGen;

/// <summary>Up to a hundred generations that are accepted as a whole. Key: <see cref="PromptBatchKey"/>.</summary>
[Alias("IPromptBatchGrain")]
public interface IPromptBatchGrain : IGrainWithStringKey
{
    /// <summary>
    /// Accepts the batch, whole or not at all. When this returns <see cref="SubmitOutcome.Accepted"/> the batch is durable, and so is each of its generations.
    /// Repeating it is safe and starts nothing twice.
    /// </summary>
    [Alias("Submit")]
    Task<SubmitResult> Submit(PromptBatch batch);

    /// <summary>The batch, or <c>null</c> when it does not exist or has expired.</summary>
    [AlwaysInterleave, Alias("GetView")]
    Task<PromptBatchView?> GetView();

    /// <summary>Ends those of its generations that have not ended.</summary>
    /// <returns>Whether it could: <c>false</c> when all had ended before, <c>null</c> when there is no batch.</returns>
    [Alias("Cancel")]
    Task<bool?> Cancel(CancelReason reason);
}
