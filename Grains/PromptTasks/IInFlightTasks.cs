namespace PromptGen.PromptTasks;

/// <summary>
/// The durable index of tasks that are not finished: a set per silo, and the set of silos. What is in it is found again after a crash. Whoever
/// moves a task from a dead silo's set to its own has claimed it, and if it dies too, the task is in its set for the next one.
/// </summary>
public interface IInFlightTasks
{
    /// <summary>The name of this silo's set.</summary>
    string Silo { get; }

    /// <summary>Raised for a task that was added again.</summary>
    event Action<PromptTaskKey>? AddedAgain;

    /// <summary>Adds a task to this silo's set.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Add(PromptTaskKey key);

    /// <summary>
    /// Adds a task that exists already, and has recovery look at it now: whatever silo it believes to be on, it is worked on soon, or found
    /// to be so.
    /// </summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task AddAgain(PromptTaskKey key);

    /// <summary>Takes a task that does not exist out of a silo's set.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Remove(PromptTaskKey key, string silo);

    /// <summary>Takes finished tasks out of this silo's set.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Retire(IReadOnlyList<PromptTaskKey> tasks);

    /// <summary>All silos that may have a set.</summary>
    Task<IReadOnlyList<string>> Silos();

    /// <summary>The tasks in this silo's own set; those that come and go meanwhile may be among them or not.</summary>
    IAsyncEnumerable<PromptTaskKey> Own();

    /// <summary>Moves up to <paramref name="most"/> tasks of another silo to this silo's set.</summary>
    /// <returns>Those that this silo got; <c>null</c> when there are none left.</returns>
    Task<IReadOnlyList<PromptTaskKey>?> Claim(string silo, int most);

    /// <summary>Forgets a silo, unless something is in its set after all.</summary>
    Task Forget(string silo);
}
