using Orleans.Concurrency;

namespace PromptGen;

/// <summary>One generation, from its acceptance to its expiry. Key: <see cref="PromptTaskKey"/>.</summary>
[Alias("IPromptTaskGrain")]
public interface IPromptTaskGrain : IGrainWithStringKey
{
    /// <summary>
    /// Accepts the task. When this returns <see cref="SubmitOutcome.Accepted"/> the task is durable. Repeating it is
    /// safe and starts nothing twice.
    /// </summary>
    [Alias("Submit")]
    Task<SubmitResult> Submit(PromptSubmission submission);

    /// <summary>The answer to a submission with this fingerprint, if it was made before or another one was; <c>null</c>: there is no task.</summary>
    [Alias("Repeat")]
    Task<SubmitResult?> Repeat(string? fingerprint);

    /// <summary>What it was asked for, or <c>null</c> when it does not exist or has expired.</summary>
    [Alias("GetInput")]
    Task<PromptTaskInput?> GetInput();

    /// <summary>The task's state, or <c>null</c> when it does not exist or has expired.</summary>
    [AlwaysInterleave, Alias("GetStatus")]
    Task<PromptTaskView?> GetStatus();

    /// <summary>
    /// Waits until the task's version is not <paramref name="version"/> any more, at most <paramref name="atMost"/>,
    /// then answers as <see cref="GetStatus"/> does.
    /// </summary>
    [AlwaysInterleave, Alias("WaitForChange")]
    Task<PromptTaskView?> WaitForChange(long version, TimeSpan atMost);

    /// <summary>
    /// What a watcher that has got to <paramref name="seen"/> has not seen yet, text included; waits for it at most
    /// <paramref name="atMost"/>. <c>null</c> when the task does not exist or has expired.
    /// </summary>
    [AlwaysInterleave, Alias("Watch")]
    Task<PromptTaskNews?> Watch(PromptTaskCursor seen, TimeSpan atMost);

    /// <summary>
    /// Ends the task unless it is terminal: the model call stops, what its readers had of the text is charged if <paramref name="reason"/>
    /// says so, and the rest of its reserved tokens is released.
    /// </summary>
    [Alias("Cancel")]
    Task<CancelResult> Cancel(CancelReason reason);
}
