namespace PromptGen.PromptTasks;

/// <summary>One attempt at a generation, as a runner holds it.</summary>
/// <param name="Key">The task.</param>
/// <param name="Attempt">The attempt, which every report of the runner names.</param>
/// <param name="Deadline">When the task has to be cancelled; <c>null</c>: never.</param>
/// <param name="IsKeyed">Whether it was submitted with an idempotency key, which is remembered longer.</param>
/// <param name="ReservationId">The name of its reservation in the ledger.</param>
[GenerateSerializer, Immutable, Alias("PromptTaskTicket")]
public sealed record PromptTaskTicket(
    [property: Id(0)] PromptTaskKey Key,
    [property: Id(1)] int Attempt,
    [property: Id(2)] DateTimeOffset? Deadline,
    [property: Id(3)] bool IsKeyed,
    [property: Id(4)] Guid ReservationId)
{
    /// <summary>Whether recovery found the task at its end: what follows the end may not have been done.</summary>
    [Id(5)] public bool IsFound { get; init; }

    /// <inheritdoc cref="PromptSubmission.CallbackUrl" />
    [Id(6)] public string? CallbackUrl { get; init; }

    /// <inheritdoc cref="PromptSubmission.BatchId" />
    [Id(7)] public Guid? BatchId { get; init; }

    /// <inheritdoc cref="PromptTaskState.TraceParent" />
    [Id(8)] public string? TraceParent { get; init; }
}

/// <summary>
/// Does the work of generations on this silo, outside any grain: a grain that waits for a model could answer no
/// status read while its silo, or another one, leaves the cluster.
/// </summary>
public interface IPromptTaskRunner
{
    /// <summary>The name of this silo in tasks and in the index of tasks in flight.</summary>
    string Silo { get; }

    /// <summary>
    /// Keeps a place for one more task of a user, until it is enqueued or the admission is disposed. Refused when the user has too
    /// many tasks here, the queue is full or Redis does not answer.
    /// </summary>
    Admission Admit(string userId);

    /// <summary>Takes a durable task on.</summary>
    void Enqueue(PromptTaskTicket ticket);

    /// <summary>Whether the task waits or runs here.</summary>
    bool Holds(PromptTaskKey key);

    /// <summary>Ends the work on a task that became terminal, on whichever silo it runs.</summary>
    void Stop(PromptTaskKey key, string silo);

    /// <summary>How many tasks start before this one; <c>null</c> when it does not wait here.</summary>
    int? QueuePosition(PromptTaskKey key);
}

/// <summary>A place kept for a task that is being accepted.</summary>
/// <param name="refusal">Why there is none; <c>null</c>: there is.</param>
/// <param name="leave">Gives it up.</param>
public sealed class Admission(SubmitOutcome? refusal, Action? leave = null) : IDisposable
{
    /// <summary>Why the task cannot be accepted; <c>null</c>: it can.</summary>
    public SubmitOutcome? Refusal => refusal;

    /// <inheritdoc />
    public void Dispose() => leave?.Invoke();
}
