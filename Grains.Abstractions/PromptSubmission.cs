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
}
