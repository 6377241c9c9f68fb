namespace PromptGen.PromptTasks;

/// <summary>What happens to a generation: a closed union, applied by <see cref="PromptTaskRules.Apply"/>.</summary>
public abstract record PromptTaskEvent
{
    private PromptTaskEvent() { }

    /// <summary>A user asked for it; the runner of <paramref name="Silo"/> will do it and pay by <paramref name="ReservationId"/>, as part of the trace of <paramref name="TraceParent"/>.</summary>
    public sealed record Submitted(PromptSubmission Submission, string Silo, Guid ReservationId, string? TraceParent = null) : PromptTaskEvent;

    /// <summary>Its runner is gone; the runner of <paramref name="Silo"/> begins a new attempt.</summary>
    public sealed record Resumed(string Silo) : PromptTaskEvent;

    /// <summary>The runner reached a step between start and result; with the first start it chose the template of <paramref name="TemplateVersion"/>.</summary>
    public sealed record Advanced(PromptTaskStep Step, long TemplateVersion = 0) : PromptTaskEvent;

    /// <summary>Tokens are set aside, under <paramref name="Number"/> for an instruction that is estimated at <paramref name="InstructionTokens"/>.</summary>
    public sealed record Reserved(long Tokens, long InstructionTokens, long? Number = null) : PromptTaskEvent;

    /// <summary>The account does not allow it.</summary>
    public sealed record Refused(PromptTaskError Error) : PromptTaskEvent;

    /// <summary>There is a result, by the model or by the fallback; the cache has it under <paramref name="CachedUnder"/>, or will.</summary>
    public sealed record Produced(GeneratedPrompt Result, string? CachedUnder = null) : PromptTaskEvent;

    /// <summary>The ledger charged the result, or gave the tokens back, durably.</summary>
    public sealed record Settled(TokenCharge Charge) : PromptTaskEvent;

    /// <summary>Somebody or the deadline ended it, when its readers had had text of <paramref name="ReadTokens"/>, 0 if none.</summary>
    public sealed record Stopped(CancelReason Reason, long ReadTokens) : PromptTaskEvent;

    /// <summary>Its user wants nothing of it to be kept, by the request <paramref name="By"/>.</summary>
    public sealed record Deleted(Guid By) : PromptTaskEvent;
}
