using System.Text.Json.Serialization;

namespace PromptGen.PromptTasks;

/// <summary>What of a stored generation changes with each event. Its property names are a storage contract: add, never rename.</summary>
public sealed record PromptTaskData
{
    /// <inheritdoc cref="PromptTaskState.Step" />
    public PromptTaskStep Step { get; init; }

    /// <inheritdoc cref="PromptTaskState.Version" />
    public long Version { get; init; }

    /// <inheritdoc cref="PromptTaskState.Starts" />
    public int Starts { get; init; }

    /// <inheritdoc cref="PromptTaskState.UpdatedAt" />
    public DateTimeOffset UpdatedAt { get; init; }

    /// <inheritdoc cref="PromptTaskState.ReservationId" />
    public Guid ReservationId { get; init; }

    /// <inheritdoc cref="PromptTaskState.ReservationNumber" />
    public long? ReservationNumber { get; init; }

    /// <inheritdoc cref="PromptTaskState.Charge" />
    public TokenCharge? Charge { get; init; }

    /// <inheritdoc cref="PromptTaskState.InstructionTokens" />
    public long InstructionTokens { get; init; }

    /// <inheritdoc cref="PromptTaskState.ReadUsage" />
    public TokenUsage? ReadUsage { get; init; }

    /// <inheritdoc cref="PromptTaskState.ResultDraft" />
    public int ResultDraft { get; init; }

    /// <inheritdoc cref="PromptTaskState.Error" />
    public PromptTaskError? Error { get; init; }

    /// <inheritdoc cref="PromptTaskState.IsSettled" />
    public bool IsSettled { get; init; }

    /// <inheritdoc cref="PromptTaskState.TemplateVersion" />
    public long TemplateVersion { get; init; }

    /// <inheritdoc cref="PromptTaskState.CachedUnder" />
    public string? CachedUnder { get; init; }

    /// <inheritdoc cref="PromptTaskState.DeletedBy" />
    public Guid? DeletedBy { get; init; }

    /// <summary>That part of a state.</summary>
    public static PromptTaskData Of(PromptTaskState state) => new()
    {
        Step = state.Step,
        Version = state.Version,
        Starts = state.Starts,
        UpdatedAt = state.UpdatedAt,
        ReservationId = state.ReservationId,
        ReservationNumber = state.ReservationNumber,
        Charge = state.Charge == TokenCharge.None ? null : state.Charge,
        InstructionTokens = state.InstructionTokens,
        ReadUsage = state.ReadUsage,
        ResultDraft = state.ResultDraft,
        Error = state.Error,
        IsSettled = state.IsSettled,
        TemplateVersion = state.TemplateVersion,
        CachedUnder = state.CachedUnder,
        DeletedBy = state.DeletedBy,
    };

    /// <summary>The state, as far as it stands here.</summary>
    public PromptTaskState ToState() => new()
    {
        Step = Step,
        Version = Version,
        Starts = Starts,
        UpdatedAt = UpdatedAt,
        ReservationId = ReservationId,
        ReservationNumber = ReservationNumber,
        Charge = Charge ?? TokenCharge.None,
        InstructionTokens = InstructionTokens,
        ReadUsage = ReadUsage,
        ResultDraft = ResultDraft,
        Error = Error,
        IsSettled = IsSettled,
        TemplateVersion = TemplateVersion,
        CachedUnder = CachedUnder,
        DeletedBy = DeletedBy,
    };
}

/// <summary>How the parts of a stored generation are written: readable to an operator, texts as they are, and what is at its default left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PromptTaskHead))]
[JsonSerializable(typeof(PromptTaskData))]
[JsonSerializable(typeof(PromptSubmission))]
[JsonSerializable(typeof(GeneratedPrompt))]
internal sealed partial class PromptTaskJson : JsonSerializerContext
{
    /// <summary>The one to use.</summary>
    public static PromptTaskJson Stored => Unescaped.Json;

    // A class of its own, so that the generated defaults are there before it.
    private static class Unescaped
    {
        public static readonly PromptTaskJson Json = new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
