using System.Text.Json.Serialization;

namespace PromptGen.PromptTasks;

/// <summary>
/// The persisted record of a generation. Immutable; changed only by <see cref="PromptTaskRules.Apply"/>. Its property
/// names are a storage contract: add, never rename.
/// </summary>
public sealed record PromptTaskState
{
    /// <summary>Where the generation is.</summary>
    public PromptTaskStep Step { get; init; }

    /// <summary>Changes with every event.</summary>
    public long Version { get; init; }

    /// <summary>Counts the runners that were given the task; the fence against one that was given up.</summary>
    public int Attempt { get; init; }

    /// <summary>Counts the attempts that began to work: waiting in the queue of a silo that leaves costs none.</summary>
    public int Starts { get; init; }

    /// <summary>
    /// The template of administrators that the first start chose, and every later one uses: see <see cref="Prompts.ChosenTemplate"/>. 0 once it is started: what
    /// ships with the service or is configured, if anything.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long TemplateVersion { get; init; }

    /// <summary>The silo whose runner holds the current attempt.</summary>
    [JsonPropertyName("owner")]
    public string Silo { get; init; } = "";

    /// <summary>What was asked for; <c>null</c> while there is no task, and when its texts are not kept any more.</summary>
    public PromptSubmission? Submission { get; init; }

    /// <summary>The hash of the request, which outlives its texts; <c>null</c> without an idempotency key.</summary>
    [JsonIgnore]
    public string? Fingerprint { get => field ?? Submission?.Fingerprint; init; }

    /// <inheritdoc cref="PromptSubmission.CallbackUrl" />
    [JsonIgnore]
    public string? CallbackUrl { get => field ?? Submission?.CallbackUrl; init; }

    /// <inheritdoc cref="PromptSubmission.BatchId" />
    [JsonIgnore]
    public Guid? BatchId { get => field ?? Submission?.BatchId; init; }

    /// <summary>The span that it was accepted in (W3C Trace Context), so that each attempt is part of the same trace; <c>null</c> where nobody traces.</summary>
    [JsonIgnore]
    public string? TraceParent { get; init; }

    /// <summary>
    /// The name of its reservation in the ledger. Not the task's id: that one is derived from the idempotency key, if there is one, and
    /// comes again when the key does after its memory.
    /// </summary>
    public Guid ReservationId { get; init; }

    /// <summary>The number of the reservation, once it is made; <c>null</c> where the account gives none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ReservationNumber { get; init; }

    /// <summary>When the task was accepted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What it costs.</summary>
    public TokenCharge Charge { get; init; } = TokenCharge.None;

    /// <summary>The estimate of the instruction, once its tokens are reserved; 0 before, and in tasks of versions that did not keep it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long InstructionTokens { get; init; }

    /// <summary>What a cancelled task is charged for, an estimate of what its readers had had; <c>null</c>: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TokenUsage? ReadUsage { get; init; }

    /// <summary>The result, from <see cref="PromptTaskStep.Finalizing"/> on.</summary>
    public GeneratedPrompt? Result { get; init; }

    /// <summary>The number of the text that became the result; see <see cref="PromptTaskDraft"/>.</summary>
    public int ResultDraft { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    public PromptTaskError? Error { get; init; }

    /// <summary>Under which key the result is in the cache, or was found there; <c>null</c>: it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CachedUnder { get; init; }

    /// <summary>The request by which its user has deleted it; <c>null</c>: none has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? DeletedBy { get; init; }

    /// <summary>Whether it has no texts any more, and is kept for what is still to be done and for its idempotency key.</summary>
    [JsonIgnore]
    public bool IsDeleted => DeletedBy is not null;

    /// <summary>Whether there is a task.</summary>
    [JsonIgnore]
    public bool Exists => Step != PromptTaskStep.None;

    /// <summary>Whether nothing but the settlement of its tokens can change.</summary>
    [JsonIgnore]
    public bool IsTerminal => Step >= PromptTaskStep.Completed;

    /// <summary>
    /// Whether the ledger has durably charged what was used, or given back what was reserved. Not to be read off
    /// <see cref="Charge"/>: a reservation may be durable while the step that tells of it is not.
    /// </summary>
    public bool IsSettled { get; init; }

    /// <summary>When the task has to be cancelled; <c>null</c>: never.</summary>
    [JsonIgnore]
    public DateTimeOffset? Deadline => CreatedAt + Submission?.Timeout;
}
