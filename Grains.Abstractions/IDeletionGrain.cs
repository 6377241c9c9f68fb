namespace PromptGen;

/// <summary>What became of the wish to delete a generation.</summary>
public enum DeleteOutcome
{
    /// <summary>Its texts are gone.</summary>
    Deleted,

    /// <summary>It has not ended.</summary>
    NotFinished,

    /// <summary>There is none, or not any more.</summary>
    NotFound,
}

/// <summary>Deletes a generation that has ended. Key: <see cref="PromptTaskKey"/>.</summary>
[Alias("IDeletionGrain")]
public interface IDeletionGrain : IGrainWithStringKey
{
    /// <summary>
    /// Deletes its texts wherever they are kept: its own, its result in the cache, its metadata, the bodies of its webhooks. How it ended stays known to its batch and its ledger, and what
    /// is still to be told of it is told without texts. What a crash interrupts, a repetition ends.
    /// </summary>
    /// <param name="request">Names the request, so that one whose answer was lost is not told by its repetition that there is nothing.</param>
    [Alias("Delete")]
    Task<DeleteOutcome> Delete(Guid request);
}
