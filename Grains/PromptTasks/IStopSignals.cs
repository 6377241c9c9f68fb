namespace PromptGen.PromptTasks;

/// <summary>
/// Tells the other silos at once that a task needs no more work. Only a matter of speed: a silo that misses the signal learns it at its
/// next report.
/// </summary>
public interface IStopSignals
{
    /// <summary>Tells every silo.</summary>
    void Send(PromptTaskKey key);

    /// <summary>Calls <paramref name="stop"/> for each signal.</summary>
    Task Listen(Action<PromptTaskKey> stop);
}
