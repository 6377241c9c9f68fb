namespace PromptGen;

/// <summary>Generations that are asked for together.</summary>
/// <param name="Items">What is asked for, in the client's order.</param>
/// <param name="Fingerprint">The hash of the request when the client sent an idempotency key, else <c>null</c>.</param>
/// <param name="CallbackUrl">Where the end of the whole is to be told; <c>null</c>: where its user wants all ends told, if anywhere.</param>
[GenerateSerializer, Immutable, Alias("PromptBatch")]
public sealed record PromptBatch(
    [property: Id(0)] IReadOnlyList<PromptSubmission> Items,
    [property: Id(1)] string? Fingerprint,
    [property: Id(2)] string? CallbackUrl);

/// <summary>What is known of a batch itself; its generations say the rest.</summary>
[GenerateSerializer, Immutable, Alias("PromptBatchView")]
public sealed record PromptBatchView
{
    /// <summary>When it was accepted.</summary>
    [Id(0)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How its generations ended, in the client's order; <c>null</c>: not yet.</summary>
    [Id(1)] public required IReadOnlyList<PromptTaskStatus?> Ends { get; init; }

    /// <summary>When the last of them had ended; <c>null</c>: some have not.</summary>
    [Id(2)] public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Until when a completed batch can be read.</summary>
    [Id(3)] public DateTimeOffset? ExpiresAt { get; init; }
}
