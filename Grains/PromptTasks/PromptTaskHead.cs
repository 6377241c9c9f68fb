namespace PromptGen.PromptTasks;

/// <summary>What of a stored generation changes only with its lease. Its property names are a storage contract: add, never rename.</summary>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="Attempt">The number of the lease.</param>
/// <param name="Silo">Who holds it.</param>
/// <param name="Fingerprint">The hash of the request, if it came with an idempotency key.</param>
public sealed record PromptTaskHead(DateTimeOffset CreatedAt, int Attempt, string Silo, string? Fingerprint)
{
    /// <summary>Where its end is to be told, which outlives its texts.</summary>
    public string? CallbackUrl { get; init; }

    /// <inheritdoc cref="PromptTaskState.TraceParent" />
    public string? TraceParent { get; init; }

    /// <summary>The batch that it came with.</summary>
    public Guid? BatchId { get; init; }
}
