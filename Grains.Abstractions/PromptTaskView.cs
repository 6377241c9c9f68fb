using System.Collections.Immutable;

namespace PromptGen;

/// <summary>What a client may know of a generation at one moment. Everything in it has been made durable.</summary>
[GenerateSerializer, Immutable, Alias("PromptTaskView")]
public sealed record PromptTaskView
{
    /// <summary>The task's id.</summary>
    [Id(0)] public required Guid TaskId { get; init; }

    /// <summary>The state.</summary>
    [Id(1)] public required PromptTaskStatus Status { get; init; }

    /// <summary>Percent done: 0, 10, 30, 50, 70, 90 or 100.</summary>
    [Id(2)] public required int Progress { get; init; }

    /// <summary>The step in words.</summary>
    [Id(3)] public required string Message { get; init; }

    /// <summary>How often the work was started, 1 unless a silo died; percent never falls within one attempt.</summary>
    [Id(4)] public required int Attempt { get; init; }

    /// <summary>Changes whenever anything else here does, except <see cref="QueuePosition"/>.</summary>
    [Id(5)] public required long Version { get; init; }

    /// <summary>When the task was accepted.</summary>
    [Id(6)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    [Id(7)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it completed; <c>null</c> in other states.</summary>
    [Id(8)] public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Until when a terminal state can be read.</summary>
    [Id(9)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What it costs.</summary>
    [Id(10)] public required TokenCharge Charge { get; init; }

    /// <summary>The result of a completed task.</summary>
    [Id(11)] public GeneratedPrompt? Result { get; init; }

    /// <summary>Why a task failed or was cancelled.</summary>
    [Id(12)] public PromptTaskError? Error { get; init; }

    /// <summary>How many tasks start before this one; <c>null</c> unless queued on the silo that answered.</summary>
    [Id(13)] public int? QueuePosition { get; init; }

    /// <summary>Of a cancelled task: the estimate of what its readers had of the text; <c>null</c> when that is not charged.</summary>
    [Id(14)] public TokenUsage? Usage { get; init; }

    /// <inheritdoc cref="PromptSubmission.Metadata" />
    [Id(15)] public ImmutableSortedDictionary<string, string>? Metadata { get; init; }

    /// <inheritdoc cref="PromptSubmission.Refines" />
    [Id(16)] public Guid? Refines { get; init; }
}
