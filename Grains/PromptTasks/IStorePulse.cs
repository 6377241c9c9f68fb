namespace PromptGen.PromptTasks;

/// <summary>Whether the store answers: while it does not, nothing is accepted that could not be kept.</summary>
public interface IStorePulse
{
    /// <summary>Whether it answered lately.</summary>
    bool IsAlive { get; }
}
