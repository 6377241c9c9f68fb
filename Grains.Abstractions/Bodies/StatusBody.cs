using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PromptGen.Bodies;

/// <summary>The status of a generation as JSON. What does not belong to a state is left out.</summary>
/// <example>
/// {"task_id":"4be0643f-1d98-573b-97cd-ca98a65347dd","status":"completed","progress":100,"message":"Prompt generated successfully","created_at":"2026-11-26T09:00:00.000000Z","updated_at":"2026-11-26T09:00:04.200000Z","charge":{"state":"charged","tokens":612},"expires_at":"2026-11-26T09:10:04.200000Z","metadata":{"order":"1042"},"prompt":"You are the assistant of Cafe Aurora.","generated_by_ai":true,"completed_at":"2026-11-26T09:00:04.200000Z","origin":"ai","model":"gemini-3.5-flash-lite","usage":{"prompt_tokens":190,"completion_tokens":422,"total_tokens":612,"tokens_charged":612,"estimated":false}}
/// </example>
public record StatusBody
{
    /// <summary>The task's id.</summary>
    public required Guid TaskId { get; init; }

    /// <summary><c>queued</c>, <c>processing</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required PromptTaskStatus Status { get; init; }

    /// <summary>Percent done.</summary>
    public required int Progress { get; init; }

    /// <summary>The step in words.</summary>
    public required string Message { get; init; }

    /// <summary>When the task was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>While queued: how many tasks start before this one.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>What it costs.</summary>
    public required ChargeBody Charge { get; init; }

    /// <summary>In a terminal state: until when it can be read.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What its client said of it when it was started; left out when that was nothing.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The generation that this one goes on from; left out when there is none.</summary>
    public Guid? Refines { get; init; }

    /// <summary>The notes, for who asks for the input.</summary>
    public string? ManualPrompt { get; init; }

    /// <summary>The kind of business that was named, for who asks for the input.</summary>
    public string? BusinessType { get; init; }

    /// <summary>The language that was asked for, for who asks for the input.</summary>
    public string? Language { get; init; }

    /// <summary>The body for a view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="withPrompt">Whether a completed one has its prompt.</param>
    /// <param name="input">What it was asked for, where that is wanted too.</param>
    public static StatusBody From(PromptTaskView view, bool withPrompt = true, PromptSubmission? input = null)
    {
        var common = new StatusBody
        {
            TaskId = view.TaskId,
            Status = view.Status,
            Progress = view.Progress,
            Message = view.Message,
            CreatedAt = view.CreatedAt,
            UpdatedAt = view.UpdatedAt,
            QueuePosition = view.QueuePosition,
            Charge = new ChargeBody(view.Charge.State, view.Charge.Tokens),
            ExpiresAt = view.ExpiresAt,
            Metadata = view.Metadata,
            Refines = view.Refines,
            ManualPrompt = input?.ManualPrompt,
            BusinessType = input?.BusinessType,
            Language = input?.Language,
        };
        return view switch
        {
            { Status: PromptTaskStatus.Completed, Result: { } result } => new CompletedBody(common)
            {
                Prompt = withPrompt ? result.Text : null,
                GeneratedByAi = result.Origin is PromptOrigin.Ai or PromptOrigin.Cache,
                Warning = result.Origin == PromptOrigin.Fallback ? CompletedBody.FallbackWarning : null,
                CompletedAt = view.CompletedAt,
                Origin = result.Origin,
                Model = result.Model,
                Usage = UsageBody.From(result.Usage, view.Charge),
                FallbackReason = result.Reason,
                Template = result.Template,
                Quality = QualityBody.From(result.Quality),
            },
            { Status: PromptTaskStatus.Failed, Error: { } error } => new FailedBody(common)
            {
                Error = error.Error,
                ErrorCode = error.Code,
                TokensRemaining = error.TokensRemaining,
                DaysRemaining = error.DaysRemaining,
            },
            { Status: PromptTaskStatus.Cancelled } => new CancelledBody(common)
            {
                Error = view.Error?.Error,
                ErrorCode = view.Error?.Code,
                Usage = UsageBody.From(view.Usage, view.Charge),
            },
            _ => common,
        };
    }
}

/// <summary>A completed generation.</summary>
public sealed record CompletedBody : StatusBody
{
    [SetsRequiredMembers]
    internal CompletedBody(StatusBody common)
        : base(common)
    {
    }

    /// <summary>The original's words about a fallback.</summary>
    public const string FallbackWarning = "AI generation failed, using simple combination";

    /// <summary>The prompt; left out of lists.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether a model wrote it.</summary>
    public bool GeneratedByAi { get; init; }

    /// <summary>Says that the fallback answered.</summary>
    public string? Warning { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary><c>ai</c>, <c>fallback</c>, <c>cache</c> or <c>demo</c>.</summary>
    public PromptOrigin Origin { get; init; }

    /// <summary>The model; <c>null</c> for the fallback.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Model { get; init; }

    /// <summary>The tokens the call used; <c>null</c> for the fallback and from the cache.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public UsageBody? Usage { get; init; }

    /// <summary>Why the fallback answered.</summary>
    public FallbackReason? FallbackReason { get; init; }

    /// <summary>Name and version of the business template it was written by, such as <c>restaurant.fa@1f0c9a7e</c>; left out where there was none.</summary>
    public string? Template { get; init; }

    /// <summary>What was found when it was held against the notes; left out of results of versions that did not look.</summary>
    public QualityBody? Quality { get; init; }
}

/// <summary>A refused generation.</summary>
public sealed record FailedBody : StatusBody
{
    [SetsRequiredMembers]
    internal FailedBody(StatusBody common)
        : base(common)
    {
    }

    /// <summary>What is wrong and what to do about it.</summary>
    public string? Error { get; init; }

    /// <summary>The machine-readable reason.</summary>
    [OneOf(typeof(PromptTaskErrorCodes))]
    public string? ErrorCode { get; init; }

    /// <summary>Tokens the account could spend.</summary>
    public long? TokensRemaining { get; init; }

    /// <summary>Days left in the subscription; <c>null</c> when it never ends.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? DaysRemaining { get; init; }
}

/// <summary>A cancelled generation.</summary>
public sealed record CancelledBody : StatusBody
{
    [SetsRequiredMembers]
    internal CancelledBody(StatusBody common)
        : base(common)
    {
    }

    /// <summary>Why, unless its user asked for it.</summary>
    public string? Error { get; init; }

    /// <summary>The machine-readable reason, unless its user asked for it.</summary>
    [OneOf(typeof(PromptTaskErrorCodes))]
    public string? ErrorCode { get; init; }

    /// <summary>What is charged for the text that a reader of its events had had, an estimate; left out when nothing is.</summary>
    public UsageBody? Usage { get; init; }
}

/// <summary>What a generation costs.</summary>
/// <param name="State"><c>none</c>, <c>reserved</c>, <c>charged</c> or <c>released</c>.</param>
/// <param name="Tokens">How many tokens.</param>
public sealed record ChargeBody(ChargeState State, long Tokens);

/// <summary>The tokens a model call used.</summary>
/// <param name="PromptTokens">Tokens of the instruction.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">All tokens.</param>
/// <param name="TokensCharged">What the user paid.</param>
/// <param name="Estimated">Whether the numbers are an estimate, because the provider reported none that can be true.</param>
public sealed record UsageBody(long PromptTokens, long CompletionTokens, long TotalTokens, long TokensCharged, bool Estimated)
{
    internal static UsageBody? From(TokenUsage? usage, TokenCharge charge) => usage is null
        ? null
        : new UsageBody(usage.PromptTokens, usage.CompletionTokens, usage.TotalTokens, charge.State == ChargeState.Charged ? charge.Tokens : 0, usage.Estimated);
}
