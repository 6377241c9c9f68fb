using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PromptGen;

/// <summary>What a user asks for when starting a generation.</summary>
[GenerateSerializer, Immutable, Alias("PromptSubmission")]
public sealed record PromptSubmission
{
    /// <summary>The rough lines the user typed.</summary>
    [Id(0)] public required string ManualPrompt { get; init; }

    /// <summary>The kind of business, which chooses the template; <c>null</c> when unknown.</summary>
    [Id(1)] public string? BusinessType { get; init; }

    /// <summary>How long the generation may take from its acceptance until it is cancelled; <c>null</c>: no limit.</summary>
    [Id(2)] public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// The hash of the request when the client sent an idempotency key, else <c>null</c>. A second submission to the
    /// same task with another fingerprint is refused.
    /// </summary>
    [Id(3)] public string? Fingerprint { get; init; }

    /// <summary>
    /// Whether the client waits for the result within its request: <see cref="Timeout"/> is then the request's, and what ends early costs nothing.
    /// </summary>
    [Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool IsAwaited { get; init; }

    /// <summary>What the client wants to be told with it, by name: at most 16 texts. <c>null</c>: nothing.</summary>
    [Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ImmutableSortedDictionary<string, string>? Metadata { get; init; }

    /// <summary>Where its end is to be told; <c>null</c>: where its user wants all of them told, if anywhere.</summary>
    [Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? CallbackUrl { get; init; }

    /// <summary>The batch that it came with, which was admitted as a whole; <c>null</c>: it came alone.</summary>
    [Id(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Guid? BatchId { get; init; }

    /// <summary>Whether the client wants no earlier result served again (<c>Cache-Control: no-cache</c>, RFC 9111 §5.2.1.4).</summary>
    [Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool SkipsCache { get; init; }

    /// <summary>The language that the prompt is to be written in, a tag of BCP 47; <c>null</c>: that of the notes.</summary>
    [Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Language { get; init; }

    /// <summary>The prompt to change by <see cref="Feedback"/>, instead of writing one of the notes alone; <c>null</c>: there is none.</summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? PreviousPrompt { get; init; }

    /// <summary>What the user wants otherwise; <c>null</c>: nothing.</summary>
    [Id(11), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Feedback { get; init; }

    /// <summary>The generation of the same user that this one goes on from; <c>null</c>: none.</summary>
    [Id(12), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Guid? Refines { get; init; }

    /// <summary>Whether another result than an earlier one is wanted: such a result is neither looked for in the cache nor kept there.</summary>
    [JsonIgnore] public bool IsRefinement => Refines is not null || PreviousPrompt is not null;
}
