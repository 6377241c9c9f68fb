using System.Text.Json.Serialization;

namespace PromptGen.Client;

/// <summary>Where a generation is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GenerationStatus>))]
public enum GenerationStatus
{
    /// <summary>Accepted, not begun.</summary>
    [JsonStringEnumMemberName("queued")] Queued,

    /// <summary>Being worked on.</summary>
    [JsonStringEnumMemberName("processing")] Processing,

    /// <summary>There is a prompt.</summary>
    [JsonStringEnumMemberName("completed")] Completed,

    /// <summary>The account does not allow it: see <see cref="Generation.ErrorCode"/>.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>Stopped by its user or by its deadline.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled,
}

/// <summary>A generation as it is at one moment.</summary>
public sealed record Generation
{
    /// <summary>Its id.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>Where it is.</summary>
    public required GenerationStatus Status { get; init; }

    /// <summary>Percent done: 0, 10, 30, 50, 70, 90 or 100.</summary>
    public required int Progress { get; init; }

    /// <summary>The step in words.</summary>
    public required string Message { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>While it waits: how many begin before it.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>What it costs.</summary>
    public required Charge Charge { get; init; }

    /// <summary>Once it has ended: until when it can be read.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The prompt; <c>null</c> until it is completed, and in lists.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether a model wrote the prompt.</summary>
    public bool? GeneratedByAi { get; init; }

    /// <summary><c>ai</c>, <c>fallback</c>, <c>cache</c> or <c>demo</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>Why the fallback answered.</summary>
    public string? FallbackReason { get; init; }

    /// <summary>The model that wrote the prompt.</summary>
    public string? Model { get; init; }

    /// <summary>The tokens of the model call.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Why it failed or was cancelled, in words.</summary>
    public string? Error { get; init; }

    /// <summary>Why it failed or was cancelled, for programs, such as <c>insufficient_tokens</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What its client said of it at the start.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Name and version of the business template that the prompt was written by; <c>null</c>: there was none.</summary>
    public string? Template { get; init; }

    /// <summary>The generation that this one goes on from; <c>null</c>: none.</summary>
    public Guid? Refines { get; init; }

    /// <summary>The notes, where the input was asked for.</summary>
    public string? ManualPrompt { get; init; }

    /// <summary>The kind of business that was named, where the input was asked for.</summary>
    public string? BusinessType { get; init; }

    /// <summary>The language that was asked for, where the input was.</summary>
    public string? Language { get; init; }

    /// <summary>Whether it has ended and changes no more.</summary>
    [JsonIgnore]
    public bool IsTerminal => Status >= GenerationStatus.Completed;
}

/// <summary>What a generation costs.</summary>
/// <param name="State"><c>none</c>, <c>reserved</c>, <c>charged</c> or <c>released</c>.</param>
/// <param name="Tokens">How many tokens.</param>
public sealed record Charge(string State, long Tokens);

/// <summary>The tokens of a model call.</summary>
/// <param name="PromptTokens">Of the instruction.</param>
/// <param name="CompletionTokens">Of the answer.</param>
/// <param name="TotalTokens">In all.</param>
/// <param name="TokensCharged">What the user paid.</param>
/// <param name="Estimated">Whether they are an estimate.</param>
public sealed record Usage(long PromptTokens, long CompletionTokens, long TotalTokens, long TokensCharged, bool Estimated);

/// <summary>A page of a user's generations, newest first.</summary>
/// <param name="Results">The generations, without their prompts.</param>
/// <param name="Next">The cursor of the next page; <c>null</c>: there is none.</param>
public sealed record GenerationPage(IReadOnlyList<Generation> Results, string? Next);
