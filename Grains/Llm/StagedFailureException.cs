namespace PromptGen.Llm;

/// <summary>
/// A failure that a user's notes asked the demo writer for. It says nothing of how a provider does, so it is neither asked again nor
/// counted.
/// </summary>
internal sealed class StagedFailureException(ModelFailureReason reason) : Exception($"The notes asked for this failure: {reason.LogName()}.")
{
    public ModelFailureReason Reason => reason;
}
