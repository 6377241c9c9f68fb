namespace PromptGen.Gateway.Generations;

/// <summary>
/// Takes starts back that were not answered with 202 or whose client went away: cancelled in the background, again and again, until the
/// outcome is known. A start with an idempotency key is not taken back: repeating it with the key is right.
/// </summary>
public sealed partial class Withdrawals(IHostApplicationLifetime host, TimeProvider clock, ILogger<Withdrawals> logger)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // A store that was away this long has taken the rest of the service with it.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(10);

    // A submission that is still on its way, to its grain or from there to the store, arrives within this time or not at all.
    private static readonly TimeSpan LateArrival = TimeSpan.FromSeconds(15);

    /// <summary>Takes a start back.</summary>
    /// <returns>Completes when its outcome is known, or at the latest some minutes later or with the host; never fails.</returns>
    public Task Begin(IPromptTaskGrain task, PromptTaskKey key) => Begin(
        async () => await task.Cancel(CancelReason.Withdrawn) is { Task: not null } known ? known.Cancelled : null, key.TaskId, key.UserId);

    /// <inheritdoc cref="Begin(IPromptTaskGrain, PromptTaskKey)" />
    /// <param name="cancel">Cancels it: whether it could, <c>null</c> while there is nothing.</param>
    /// <param name="id">The task or the batch.</param>
    /// <param name="userId">Whose it is.</param>
    public async Task Begin(Func<Task<bool?>> cancel, Guid id, string userId)
    {
        var (began, pause) = (clock.GetTimestamp(), ShortestPause);
        long? missed = null;
        while (true)
        {
            Exception? failure = null;
            try
            {
                if (await cancel() is { } isCancelled)
                {
                    if (!isCancelled)
                        LogTooLate(id, userId);
                    return;
                }
                missed ??= clock.GetTimestamp();
                if (clock.GetElapsedTime(missed.Value) >= LateArrival)
                    return;
            }
            catch (Exception caught)
            {
                (failure, missed) = (caught, null);
            }
            if (host.ApplicationStopping.IsCancellationRequested || clock.GetElapsedTime(began) >= GiveUpAfter)
            {
                LogGivenUp(failure, id, userId);
                return;
            }
            await Task.Delay(pause, clock, host.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task or batch {Id} of {UserId} had ended before it could be withdrawn")]
    private partial void LogTooLate(Guid id, string userId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Task or batch {Id} of {UserId} could not be withdrawn; if it was accepted, it runs")]
    private partial void LogGivenUp(Exception? failure, Guid id, string userId);
}
