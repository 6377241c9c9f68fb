namespace PromptGen.Gateway.Generations;

/// <summary>
/// Waits for news of a task, for whoever waits over HTTP: long polls, readers of events, the synchronous route. A call to the task waits only
/// for a slice of that, because an activation that has to move to another silo lets waiting calls end first.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="aborted">Cancelled when the client is gone.</param>
public sealed class TaskWatch(TimeProvider clock, CancellationToken aborted)
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);

    /// <summary>When the wait is over.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>How long failures are sat out that pass: the silo is gone, and the task moves. Without it the first one is the caller's.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Cancelled when the gateway leaves: those that do not wait for silent models go on at another.</summary>
    public CancellationToken Leaving { get; init; }

    /// <summary>Each answer of the task, <c>null</c> included, until the wait is over or nobody waits any more.</summary>
    /// <param name="ask">Asks the task, which answers at the latest after the time given, whether there is news or not.</param>
    public async IAsyncEnumerable<T?> Ask<T>(Func<TimeSpan, Task<T?>> ask)
        where T : class
    {
        var answered = clock.GetTimestamp();
        while (Left is var left && left > TimeSpan.Zero && !Leaving.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            T? answer;
            try
            {
                answer = await ask(left < Slice ? left : Slice).WaitAsync(aborted);
            }
            catch (OperationCanceledException) when (aborted.IsCancellationRequested)
            {
                yield break;
            }
            catch (Exception failure) when (Patience is not null && failure.IsTransient(aborted))
            {
                if (clock.GetElapsedTime(answered) > Patience)
                    yield break;
                await Task.Delay(RetryPause, clock, aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            answered = clock.GetTimestamp();
            yield return answer;
        }
    }

    private TimeSpan Left => End - clock.GetUtcNow();
}
