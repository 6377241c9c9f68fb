using PromptGen.PromptTasks;

namespace PromptGen.Batches;

/// <summary>The persisted record of a batch. Immutable. Its property names are a storage contract: add, never rename.</summary>
public sealed record PromptBatchState
{
    /// <summary>How many generations; 0: there is no batch.</summary>
    public int Total { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc cref="PromptBatch.Fingerprint" />
    public string? Fingerprint { get; init; }

    /// <inheritdoc cref="PromptBatch.CallbackUrl" />
    public string? CallbackUrl { get; init; }

    /// <inheritdoc cref="PromptTaskState.TraceParent" />
    public string? TraceParent { get; init; }

    /// <summary>What is asked for; <c>null</c> once each generation has it.</summary>
    public IReadOnlyList<PromptSubmission>? Items { get; init; }

    /// <summary>Why those that had not ended were to be ended; <c>null</c>: they were not.</summary>
    public CancelReason? Cancelled { get; init; }

    /// <summary>How the generations ended, by their index.</summary>
    public IReadOnlyDictionary<int, PromptTaskStatus> Ends { get; init; } = new Dictionary<int, PromptTaskStatus>();

    /// <summary>When the last one had ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Whether there is a batch.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Exists => Total > 0;

    /// <summary>The state after some of its generations have ended; the same when that was known. What has ended stays so.</summary>
    public PromptBatchState Ended(IEnumerable<(int Index, PromptTaskStatus Status)> ends, DateTimeOffset at)
    {
        var all = new Dictionary<int, PromptTaskStatus>(Ends);
        foreach (var (index, status) in ends)
            all.TryAdd(index, status);
        return all.Count == Ends.Count ? this : this with { Ends = all, CompletedAt = all.Count == Total ? at : null };
    }
}
