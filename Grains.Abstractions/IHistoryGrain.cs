namespace PromptGen;

/// <summary>The generations of a user that can be read. Key: the user id.</summary>
[Alias("IHistoryGrain")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>Their generations, newest first, without their prompts.</summary>
    /// <param name="before">Where the page before ended; <c>null</c>: with the newest.</param>
    /// <param name="limit">How many.</param>
    [Alias("List")]
    Task<HistoryPage> List(HistoryCursor? before, int limit);
}

/// <summary>A place in a history: later generations of the same millisecond come by their ids.</summary>
/// <param name="At">When the generation there was accepted, in milliseconds of Unix time.</param>
/// <param name="TaskId">Its id.</param>
[GenerateSerializer, Immutable, Alias("HistoryCursor")]
public sealed record HistoryCursor([property: Id(0)] long At, [property: Id(1)] Guid TaskId);

/// <summary>A page of a history.</summary>
/// <param name="Tasks">The generations.</param>
/// <param name="Next">Where the next page begins; <c>null</c>: there is none.</param>
[GenerateSerializer, Immutable, Alias("HistoryPage")]
public sealed record HistoryPage([property: Id(0)] IReadOnlyList<PromptTaskView> Tasks, [property: Id(1)] HistoryCursor? Next);
