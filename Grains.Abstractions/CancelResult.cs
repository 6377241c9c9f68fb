namespace PromptGen;

/// <summary>Who or what ends a generation early. Its user pays for the text they had read by then only in the first two cases.</summary>
public enum CancelReason
{
    /// <summary>Its user asked for it.</summary>
    Requested,

    /// <summary>Its time limit passed.</summary>
    DeadlineExceeded,

    /// <summary>Nobody knows of it or waits for it any more: its start was not answered with its acceptance, or the client that waited went away.</summary>
    Withdrawn,

    /// <summary>An administrator ended it.</summary>
    Administrator,
}

/// <summary>The answer to a cancellation.</summary>
/// <param name="Cancelled">Whether the task is cancelled now; <c>false</c> when it had completed or failed before.</param>
/// <param name="Task">The task; <c>null</c> when there is none.</param>
[GenerateSerializer, Immutable, Alias("CancelResult")]
public sealed record CancelResult([property: Id(0)] bool Cancelled, [property: Id(1)] PromptTaskView? Task);
