namespace PromptGen.PromptTasks;

/// <content>What it logs: ids and steps, never a prompt.</content>
public sealed partial class PromptTaskGrain
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Task {TaskId} of {UserId} is {Step}: {Tokens} tokens {ChargeState}")]
    private partial void LogFinished(Guid taskId, string userId, PromptTaskStep step, ChargeState chargeState, long tokens);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {TaskId} of {UserId} used {Used} tokens, of which the account could pay {Charged}: a shortfall of {Shortfall}")]
    private partial void LogShortfall(Guid taskId, string userId, long used, long charged, long shortfall);

    [LoggerMessage(Level = LogLevel.Information, Message = "Task {TaskId} of {UserId} begins attempt {Attempt} at {Step}: taken over from {From} by {To}")]
    private partial void LogResumed(Guid taskId, string userId, int attempt, PromptTaskStep step, string from, string to);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {TaskId} of {UserId}: that it was refused for its quality could not be noted in the account")]
    private partial void LogRefusalNotNoted(Exception failure, Guid taskId, string userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {TaskId} of {UserId}: the step {Step} could not be saved; the next one will be")]
    private partial void LogProgressNotSaved(Exception failure, Guid taskId, string userId, PromptTaskStep step);
}
