namespace PromptGen.History;

/// <summary>
/// Which generations a user has, by when they were accepted. One that is accepted is in it; one that is in it may never have come to be, or be gone: the task
/// itself says.
/// </summary>
public interface IHistory
{
    /// <summary>Adds a generation that is about to be accepted; a second time it changes nothing.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Add(PromptTaskKey key, DateTimeOffset acceptedAt);

    /// <summary>Says that generations of a user have ended and when they are gone; drops those that are gone by now.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Ended(string userId, IReadOnlyList<Guid> tasks, DateTimeOffset goneAt, DateTimeOffset now);

    /// <summary>A user's generations before a place, newest first.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task<IReadOnlyList<HistoryCursor>> Before(string userId, HistoryCursor? place, int most);
}
