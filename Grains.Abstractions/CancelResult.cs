namespace PromptGen;

/// <summary>Who or what ends a generation early.</summary>
public enum CancelReason
{
    /// <summary>Its user asked for it, or the client that waited for it went away.</summary>
    Requested,

    /// <summary>Its time limit passed.</summary>
    DeadlineExceeded,
}

/// <summary>The answer to a cancellation.</summary>
/// <param name="Cancelled">Whether the task is cancelled now; <c>false</c> when it had completed or failed before.</param>
/// <param name="Task">The task; <c>null</c> when there is none.</param>
[GenerateSerializer, Immutable, Alias("CancelResult")]
public sealed record CancelResult([property: Id(0)] bool Cancelled, [property: Id(1)] PromptTaskView? Task);
