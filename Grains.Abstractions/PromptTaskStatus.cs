namespace PromptGen;

/// <summary>The five states of a generation that clients see; the last three are terminal and never change.</summary>
public enum PromptTaskStatus
{
    /// <summary>Accepted and durable, not started.</summary>
    Queued,

    /// <summary>Being worked on.</summary>
    Processing,

    /// <summary>A prompt is ready, by the model or by the fallback.</summary>
    Completed,

    /// <summary>Refused: no active subscription or not enough tokens.</summary>
    Failed,

    /// <summary>Stopped by its user or by its deadline.</summary>
    Cancelled,
}

/// <summary>Questions about a <see cref="PromptTaskStatus"/>.</summary>
public static class PromptTaskStatusExtensions
{
    /// <summary>Whether nothing can change any more.</summary>
    public static bool IsTerminal(this PromptTaskStatus status) => status >= PromptTaskStatus.Completed;
}
