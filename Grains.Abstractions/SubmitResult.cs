namespace PromptGen;

/// <summary>What became of a submission.</summary>
public enum SubmitOutcome
{
    /// <summary>Accepted and durable: it will reach a terminal state.</summary>
    Accepted,

    /// <summary>The same submission had been accepted before; nothing was started.</summary>
    Replayed,

    /// <summary>The task exists with another request: the idempotency key was used twice for different bodies.</summary>
    KeyReused,

    /// <summary>The silo's queue is full, whoever asks; nothing was written.</summary>
    Busy,

    /// <summary>The user starts too often; nothing was written.</summary>
    RateLimited,

    /// <summary>Too many of the user's tasks wait or run; nothing was written.</summary>
    TooManyTasks,
}

/// <summary>The answer to a submission.</summary>
/// <param name="Outcome">What became of it.</param>
[GenerateSerializer, Immutable, Alias("SubmitResult")]
public sealed record SubmitResult([property: Id(0)] SubmitOutcome Outcome)
{
    /// <summary>What the user may start after this; <c>null</c>: there is no limit, or it was not asked.</summary>
    [Id(1)] public StartAllowance? Allowance { get; init; }

    /// <summary>How many tasks of the user may wait or run on a silo; set by silos that tell it, where a start was refused for what waits or runs.</summary>
    [Id(2)] public int? TasksPerUser { get; init; }
}
