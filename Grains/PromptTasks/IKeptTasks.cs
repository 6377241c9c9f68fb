namespace PromptGen.PromptTasks;

/// <summary>How long the store keeps finished tasks.</summary>
public interface IKeptTasks
{
    /// <summary>Sets the time after which the store drops tasks, whose last write may not have done so.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Expire(IReadOnlyList<(PromptTaskKey Key, TimeSpan Keep)> tasks);

    /// <summary>Remembers that the texts of tasks, which are kept for their idempotency keys, have to go at a time.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task ExpireTexts(IReadOnlyList<PromptTaskKey> tasks, DateTimeOffset at);

    /// <summary>Drops texts whose time has come, of at most <paramref name="most"/> tasks.</summary>
    /// <returns>Of how many.</returns>
    Task<int> DropTexts(DateTimeOffset now, int most);
}
