namespace PromptGen.PromptTasks;

/// <summary>What clients see of a step.</summary>
/// <param name="Status">The state.</param>
/// <param name="Progress">Percent done.</param>
/// <param name="Message">The words.</param>
public sealed record PromptTaskStepFace(PromptTaskStatus Status, int Progress, string Message);

/// <summary>
/// The one table of steps: state, percent and words. The words are the original service's, which its frontends show;
/// those of a failure and of the fallback are chosen where the reason is known.
/// </summary>
public static class PromptTaskSteps
{
    /// <summary>The words of a completion by the fallback.</summary>
    public const string FallbackMessage = "Prompt generated (AI unavailable, using fallback)";

    /// <summary>What clients see of <paramref name="step"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is <see cref="PromptTaskStep.None"/>: there is nothing to see.</exception>
    public static PromptTaskStepFace Face(this PromptTaskStep step) => step switch
    {
        PromptTaskStep.Queued => Queued,
        PromptTaskStep.Initializing => Initializing,
        PromptTaskStep.TokensReserved => TokensReserved,
        PromptTaskStep.InstructionBuilt => InstructionBuilt,
        PromptTaskStep.WaitingForModel => WaitingForModel,
        PromptTaskStep.Finalizing => Finalizing,
        PromptTaskStep.Completed => Completed,
        PromptTaskStep.Failed => Failed,
        PromptTaskStep.Cancelled => Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "A task that does not exist has no face."),
    };

    private static readonly PromptTaskStepFace
        Queued = new(PromptTaskStatus.Queued, 0, "Task queued, waiting to start..."),
        Initializing = new(PromptTaskStatus.Processing, 10, "Initializing AI generation..."),
        TokensReserved = new(PromptTaskStatus.Processing, 30, "Checking tokens..."),
        InstructionBuilt = new(PromptTaskStatus.Processing, 50, "Generating enhanced prompt with AI..."),
        WaitingForModel = new(PromptTaskStatus.Processing, 70, "Waiting for AI response..."),
        Finalizing = new(PromptTaskStatus.Processing, 90, "Finalizing..."),
        Completed = new(PromptTaskStatus.Completed, 100, "Prompt generated successfully"),
        Failed = new(PromptTaskStatus.Failed, 100, "Prompt generation failed"),
        Cancelled = new(PromptTaskStatus.Cancelled, 100, "Prompt generation cancelled");
}
