namespace PromptGen.Gateway.Http;

/// <summary>A start was sent to the cluster, and what became of it was not answered. The answer to the client names the task or the batch.</summary>
/// <param name="member">The member that names it.</param>
/// <param name="id">What may have been accepted.</param>
/// <param name="failure">What came instead of an answer.</param>
public sealed class OutcomeUnknownException(string member, Guid id, Exception failure)
    : Exception("The outcome of the start is not known.", failure)
{
    /// <summary>The member of the answer that names it.</summary>
    public string Member => member;

    /// <summary>What may have been accepted.</summary>
    public Guid Id => id;
}
