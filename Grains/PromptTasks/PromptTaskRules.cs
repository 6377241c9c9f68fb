using System.Globalization;

namespace PromptGen.PromptTasks;

/// <summary>The state machine of a generation: one pure switch. Terminal stays terminal here and nowhere else.</summary>
public static class PromptTaskRules
{
    /// <summary>The state after <paramref name="happened"/>; the same state when that changes nothing.</summary>
    /// <exception cref="InvalidOperationException">The event cannot happen in this state.</exception>
    public static PromptTaskState Apply(this PromptTaskState state, PromptTaskEvent happened, DateTimeOffset at) => (state, happened) switch
    {
        ({ Exists: false }, PromptTaskEvent.Submitted e) => new PromptTaskState
        {
            Step = PromptTaskStep.Queued,
            Version = 1,
            Attempt = 1,
            Silo = e.Silo,
            Submission = e.Submission,
            Fingerprint = e.Submission.Fingerprint,
            CallbackUrl = e.Submission.CallbackUrl,
            BatchId = e.Submission.BatchId,
            ReservationId = e.ReservationId,
            TraceParent = e.TraceParent,
            CreatedAt = at,
            UpdatedAt = at,
        },
        ({ Exists: true }, PromptTaskEvent.Submitted) => state,

        // The only thing that may still happen to a cancelled task: its tokens are charged or given back.
        ({ Step: PromptTaskStep.Cancelled, IsSettled: false }, PromptTaskEvent.Settled e) =>
            state with { Version = state.Version + 1, Charge = e.Charge, IsSettled = true },
        ({ IsTerminal: true, IsSettled: true, IsDeleted: false }, PromptTaskEvent.Deleted e) => WithoutTexts(state) with { Version = state.Version + 1, DeletedBy = e.By },
        ({ IsTerminal: true }, _) => state,

        // A durable result is kept: the new attempt only has to settle it.
        ({ Step: PromptTaskStep.Finalizing }, PromptTaskEvent.Resumed e) => state.At(at) with { Attempt = state.Attempt + 1, Silo = e.Silo },
        ({ Exists: true }, PromptTaskEvent.Resumed e) => state.At(at) with { Step = PromptTaskStep.Queued, Attempt = state.Attempt + 1, Silo = e.Silo },

        ({ Exists: true }, PromptTaskEvent.Advanced e) when e.Step > state.Step && e.Step < PromptTaskStep.Finalizing =>
            state.At(at) with
            {
                Step = e.Step,
                Starts = state.Starts + (e.Step == PromptTaskStep.Initializing ? 1 : 0),
                TemplateVersion = state.Starts == 0 ? e.TemplateVersion : state.TemplateVersion,
            },
        ({ Exists: true }, PromptTaskEvent.Advanced) => state,
        ({ Exists: true, Step: < PromptTaskStep.Finalizing }, PromptTaskEvent.Reserved e) =>
            state.At(at) with
            {
                Step = Later(state.Step, PromptTaskStep.TokensReserved),
                Charge = new TokenCharge(ChargeState.Reserved, e.Tokens),
                InstructionTokens = e.InstructionTokens,
                ReservationNumber = e.Number,
            },
        ({ Exists: true, Step: < PromptTaskStep.Finalizing }, PromptTaskEvent.Refused e) =>
            state.At(at) with { Step = PromptTaskStep.Failed, Charge = TokenCharge.None, IsSettled = true, Error = e.Error },
        ({ Exists: true, Step: < PromptTaskStep.Finalizing }, PromptTaskEvent.Produced e) =>
            state.At(at) with { Step = PromptTaskStep.Finalizing, Result = e.Result, CachedUnder = e.CachedUnder, ResultDraft = PromptTaskDraft.Of(state.Attempt, e.Result) },
        ({ Step: PromptTaskStep.Finalizing }, PromptTaskEvent.Produced) => state,
        ({ Step: PromptTaskStep.Finalizing }, PromptTaskEvent.Settled e) =>
            state.At(at) with { Step = PromptTaskStep.Completed, Charge = e.Charge, IsSettled = true },
        ({ Exists: true, Step: < PromptTaskStep.Finalizing }, PromptTaskEvent.Stopped e) =>
            state.At(at) with { Step = PromptTaskStep.Cancelled, Error = ErrorOf(e.Reason, state), ReadUsage = ReadUsage(e, state) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to a generation that is {state.Step}."),
    };

    /// <summary>What is left of a deleted one: how it ended, and where that is to be told.</summary>
    private static PromptTaskState WithoutTexts(PromptTaskState state) => state with
    {
        Submission = new PromptSubmission { ManualPrompt = "", Fingerprint = state.Fingerprint, CallbackUrl = state.CallbackUrl, BatchId = state.BatchId },
        Result = state.Result is { } result
            // Only what is known to be no text of anybody's.
            ? new GeneratedPrompt("", result.Origin, result.Model, result.Usage) { FallbackReason = result.FallbackReason, Rewrites = result.Rewrites, ResponseTimeMs = result.ResponseTimeMs, Template = result.Template }
            : null,
    };

    private static PromptTaskStep Later(PromptTaskStep one, PromptTaskStep other) => one > other ? one : other;

    private static PromptTaskState At(this PromptTaskState state, DateTimeOffset at) => state with { Version = state.Version + 1, UpdatedAt = at };

    /// <summary>What a user who read along owes; a client that waited within its request read nothing.</summary>
    private static TokenUsage? ReadUsage(PromptTaskEvent.Stopped stopped, PromptTaskState state) => stopped switch
    {
        { ReadTokens: > 0, Reason: CancelReason.Requested or CancelReason.DeadlineExceeded } when state.Submission is { IsAwaited: false } =>
            new TokenUsage(state.InstructionTokens, stopped.ReadTokens, state.InstructionTokens + stopped.ReadTokens) { Estimated = true },
        _ => null,
    };

    private static PromptTaskError? ErrorOf(CancelReason reason, PromptTaskState state) => reason switch
    {
        CancelReason.DeadlineExceeded => new PromptTaskError(PromptTaskErrorCodes.DeadlineExceeded, string.Create(CultureInfo.InvariantCulture,
            $"The generation was not done within its time limit of {state.Submission?.Timeout?.TotalSeconds:0.###} second{(state.Submission?.Timeout == TimeSpan.FromSeconds(1) ? "" : "s")}")),
        _ => null,
    };
}
