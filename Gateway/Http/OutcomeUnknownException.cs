namespace PromptGen.Gateway.Http;

/// <summary>A start was sent to the cluster, and what became of it was not answered. The answer to the client names the task.</summary>
/// <param name="taskId">The task that may have been accepted.</param>
/// <param name="failure">What came instead of an answer.</param>
public sealed class OutcomeUnknownException(Guid taskId, Exception failure)
    : Exception("The outcome of the start is not known.", failure)
{
    /// <summary>The task that may have been accepted.</summary>
    public Guid TaskId => taskId;
}
