using PromptGen.Tokens;

namespace PromptGen.PromptTasks;

/// <summary>Turns the persisted record into what clients may see.</summary>
public static class PromptTaskFace
{
    /// <summary>The client's view of an existing task.</summary>
    /// <param name="state">The task; it exists.</param>
    /// <param name="taskId">Its id.</param>
    /// <param name="retention">How long a finished task can be read.</param>
    public static PromptTaskView ToView(this PromptTaskState state, Guid taskId, TimeSpan retention)
    {
        var face = state.Step.Face();
        return new PromptTaskView
        {
            TaskId = taskId,
            Status = face.Status,
            Progress = face.Progress,
            Message = state switch
            {
                { Step: PromptTaskStep.Failed } => TokenRules.Message(state.Error?.Code),
                { Step: PromptTaskStep.Completed, Result.Origin: PromptOrigin.Fallback } => PromptTaskSteps.FallbackMessage,
                _ => face.Message,
            },
            Attempt = state.Attempt,
            Version = state.Version,
            CreatedAt = state.CreatedAt,
            UpdatedAt = state.UpdatedAt,
            CompletedAt = state.Step == PromptTaskStep.Completed ? state.UpdatedAt : null,
            ExpiresAt = state.IsTerminal ? state.UpdatedAt + retention : null,
            Charge = state.Charge,
            Result = state.Step == PromptTaskStep.Completed ? state.Result : null,
            Error = state.Error,
            Usage = state.ReadUsage,
            Metadata = state.Submission?.Metadata,
            Refines = state.Submission?.Refines,
        };
    }
}
