namespace PromptGen.Batches;

/// <summary>The durable index of batches that may have generations not yet submitted, and how long finished ones are kept.</summary>
public interface IOpenBatches
{
    /// <summary>Adds a batch that is about to be accepted.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Add(PromptBatchKey key, DateTimeOffset at);

    /// <summary>Takes a batch out, whose generations are all submitted, or which never came to be.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Remove(PromptBatchKey key);

    /// <summary>Batches that have been in it since before a time, the oldest first.</summary>
    /// <exception cref="OrleansException">The store cannot be reached.</exception>
    Task<IReadOnlyList<PromptBatchKey>> Since(DateTimeOffset before, int most);

    /// <summary>Sets the time after which the store drops a batch.</summary>
    /// <exception cref="OrleansException">The store cannot be reached or refuses.</exception>
    Task Expire(PromptBatchKey key, TimeSpan keep);
}
