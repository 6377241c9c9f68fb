using PromptGen.PromptTasks;

namespace PromptGen.Grains.Tests.Rules;

/// <summary>Tasks in every step, made by the events that lead there.</summary>
internal static class Sample
{
    public const string Silo = "silo-1";

    public static readonly Guid ReservationId = Guid.Parse("99999999-8888-7777-6666-555555555555");

    public static readonly DateTimeOffset Accepted = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Now = Accepted.AddSeconds(9);

    public static readonly PromptSubmission Submission = new() { ManualPrompt = "We sell bread.", BusinessType = "bakery", Timeout = TimeSpan.FromSeconds(90) };

    public static readonly GeneratedPrompt Written = new("You are a baker.", PromptOrigin.Ai, "model-1", new TokenUsage(100, 200, 310));

    public static readonly GeneratedPrompt Combined = new("Template\n\nWe sell bread.", PromptOrigin.Fallback, null, null);

    public static readonly PromptTaskError Refusal = new(PromptTaskErrorCodes.InsufficientTokens, "You need more.") { TokensRemaining = 3, DaysRemaining = 4 };

    /// <summary>One of each event, by name.</summary>
    public static readonly IReadOnlyDictionary<string, PromptTaskEvent> Events = new Dictionary<string, PromptTaskEvent>
    {
        ["Submitted"] = new PromptTaskEvent.Submitted(Submission, Silo, ReservationId),
        ["Resumed"] = new PromptTaskEvent.Resumed("silo-2"),
        ["Advanced"] = new PromptTaskEvent.Advanced(PromptTaskStep.WaitingForModel),
        ["Reserved"] = new PromptTaskEvent.Reserved(700, 250),
        ["Refused"] = new PromptTaskEvent.Refused(Refusal),
        ["Produced"] = new PromptTaskEvent.Produced(Written),
        ["Settled"] = new PromptTaskEvent.Settled(new TokenCharge(ChargeState.Charged, 310)),
        ["Stopped"] = new PromptTaskEvent.Stopped(CancelReason.Requested, 0),
        ["Deleted"] = new PromptTaskEvent.Deleted(ReservationId),
    };

    /// <summary>A task in a step, not settled where that is possible.</summary>
    public static PromptTaskState At(PromptTaskStep step) => step switch
    {
        PromptTaskStep.None => new PromptTaskState(),
        PromptTaskStep.Queued => At(PromptTaskStep.None).After(Events["Submitted"]),
        PromptTaskStep.TokensReserved => At(PromptTaskStep.Initializing).After(Events["Reserved"]),
        PromptTaskStep.Initializing => At(PromptTaskStep.Queued).After(new PromptTaskEvent.Advanced(step)),
        PromptTaskStep.InstructionBuilt => At(PromptTaskStep.TokensReserved).After(new PromptTaskEvent.Advanced(step)),
        PromptTaskStep.WaitingForModel => At(PromptTaskStep.InstructionBuilt).After(new PromptTaskEvent.Advanced(step)),
        PromptTaskStep.Finalizing => At(PromptTaskStep.WaitingForModel).After(Events["Produced"]),
        PromptTaskStep.Completed => At(PromptTaskStep.Finalizing).After(Events["Settled"]),
        PromptTaskStep.Failed => At(PromptTaskStep.Initializing).After(Events["Refused"]),
        PromptTaskStep.Cancelled => At(PromptTaskStep.WaitingForModel).After(Events["Stopped"]),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>A cancelled task whose tokens are back.</summary>
    public static PromptTaskState Released() => At(PromptTaskStep.Cancelled).After(new PromptTaskEvent.Settled(new TokenCharge(ChargeState.Released, 700)));

    /// <summary>A task completed by the fallback.</summary>
    public static PromptTaskState FellBack() => At(PromptTaskStep.WaitingForModel)
        .After(new PromptTaskEvent.Produced(Combined))
        .After(new PromptTaskEvent.Settled(new TokenCharge(ChargeState.Released, 700)));

    public static PromptTaskState After(this PromptTaskState state, PromptTaskEvent happened) => state.Apply(happened, Accepted);
}
