namespace PromptGen.Running;

/// <content>What it tells operators.</content>
public sealed partial class TaskRecovery
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Took {Count} unfinished tasks over from {Silo}, which is gone")]
    private partial void LogInherited(int count, string silo);

    [LoggerMessage(Level = LogLevel.Error, Message = "Task {TaskId} of {UserId} could not be resumed; trying again in {Seconds} s or more")]
    private partial void LogNotResumed(Exception failure, Guid taskId, string userId, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking through the unfinished tasks of {Silo} failed; trying again at the next sweep")]
    private partial void LogSiloFailed(Exception failure, string silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watching the cluster's membership failed; watching on")]
    private partial void LogWatchFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for unfinished tasks failed; trying again at the next sweep")]
    private partial void LogSweepFailed(Exception failure);
}
