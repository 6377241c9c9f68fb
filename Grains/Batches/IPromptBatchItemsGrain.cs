namespace PromptGen.Batches;

/// <summary>The side of a batch that recovery and the retirement of generations use. Each call may be repeated. Key: <see cref="PromptBatchKey"/>.</summary>
[Alias("IPromptBatchItemsGrain")]
public interface IPromptBatchItemsGrain : IGrainWithStringKey
{
    /// <summary>Submits what a crash, or Redis, kept it from submitting.</summary>
    [Alias("SubmitLeft")]
    Task SubmitLeft();

    /// <summary>Some of its generations have ended. Completes with the batch's own record of it, and with the last one the batch is completed.</summary>
    [Alias("Ended")]
    Task Ended(IReadOnlyList<Guid> tasks);
}
