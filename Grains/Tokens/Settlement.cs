using System.Collections.Immutable;

namespace PromptGen.Tokens;

/// <summary>What is charged to an account, and why.</summary>
/// <param name="ReservationId">The reservation.</param>
/// <param name="Number">Its number; <c>null</c> where the task was never told.</param>
/// <param name="TaskId">The generation.</param>
/// <param name="Usage">What it used.</param>
/// <param name="Model">The model that wrote it; <c>null</c> where it wrote no result.</param>
[GenerateSerializer, Immutable, Alias("Settlement")]
public sealed record Settlement(
    [property: Id(0)] Guid ReservationId,
    [property: Id(1)] long? Number,
    [property: Id(2)] Guid TaskId,
    [property: Id(3)] TokenUsage Usage,
    [property: Id(4)] string? Model)
{
    /// <inheritdoc cref="PromptSubmission.Metadata" />
    [Id(5)] public ImmutableSortedDictionary<string, string>? Metadata { get; init; }

    /// <inheritdoc cref="GeneratedPrompt.ResponseTimeMs" />
    [Id(6)] public long? ResponseTimeMs { get; init; }
}
