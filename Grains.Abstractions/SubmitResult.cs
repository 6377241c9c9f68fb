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

    /// <summary>The silo's queue is full; nothing was written.</summary>
    Busy,
}

/// <summary>The answer to a submission.</summary>
/// <param name="Outcome">What became of it.</param>
[GenerateSerializer, Immutable, Alias("SubmitResult")]
public sealed record SubmitResult([property: Id(0)] SubmitOutcome Outcome);
