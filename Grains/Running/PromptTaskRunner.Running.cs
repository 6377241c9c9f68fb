using System.Diagnostics;
using PromptGen.PromptTasks;

namespace PromptGen.Running;

/// <content>
/// From the queue to the end of an attempt. A slot covers what others wait for: the begin and the generation. A task that cannot be begun
/// gives it back and is set aside for a while; a result waits for its task without one.
/// </content>
public sealed partial class PromptTaskRunner
{
    private static readonly ActivitySource Traces = new(RunnerMetrics.Name);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private const int Doublings = 4;

    // What takes longer waits for something, such as a silo that froze, and must not hold up others.
    private static readonly TimeSpan LongBegin = TimeSpan.FromMilliseconds(250);

    private void Queue(HeldTask task)
    {
        lock (_lock)
        {
            task.Place = _queue.Enqueue(task.Key.UserId, task);
            _room.Add(task.Key.UserId, held: 0, waiting: 1);
        }
        StartWaiting();
    }

    private void StartWaiting()
    {
        lock (_lock)
        {
            while (!_stopping && _slots < pace.Limit && _begins.IsFree && _queue.TryDequeue(out var task))
                Begin(task);
        }
    }

    private void StopHere(PromptTaskKey key)
    {
        if (!_held.TryGetValue(key, out var task))
            return;
        lock (_lock)
        {
            if (task.Place is { } place)
            {
                _queue.Remove(place);
                Begin(task);
            }
            else if (task.Aside is not null)
            {
                _room.Add(key.UserId, held: 0, waiting: 1);
                Begin(task);
            }
        }
        task.Stop();
    }

    private void Begin(HeldTask task)
    {
        task.Aside?.Dispose();
        (task.Place, task.Aside, task.HasSlot) = (null, null, true);
        _room.Add(task.Key.UserId, held: 0, waiting: -1);
        _running++;
        _slots++;
        _begins.Entered();
        // It is nobody's part but its own task's.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => Run(task));
    }

    private async Task Run(HeldTask task)
    {
        using var tracing = Traces.StartActivity("generate", ActivityKind.Consumer, task.Ticket.TraceParent);
        tracing?.SetTag("promptgen.task.id", task.Key.TaskId).SetTag("promptgen.attempt", task.Ticket.Attempt);
        var isSetAside = false;
        try
        {
            switch (await Attempt(task))
            {
                case null:
                    isSetAside = true;
                    break;
                // A superseded attempt leaves the index alone: the entry is the new silo's, or the next sweep's.
                case AttemptVerdict.Finished:
                    finished.Add(task.Ticket);
                    break;
            }
        }
        catch (OperationCanceledException) when (_abandon.IsCancellationRequested)
        {
            LogHandedOver(task.Key.TaskId, task.Key.UserId, task.Ticket.Attempt);
        }
        catch (Exception failure)
        {
            // The task is still in the index: the next sweep resumes it as a new attempt.
            LogAttemptFailed(failure, task.Key.TaskId, task.Key.UserId, task.Ticket.Attempt);
        }
        finally
        {
            FreeSlot(task);
            if (isSetAside)
                SetAside(task);
            else
                await Drop(task);
            lock (_lock)
            {
                if (--_running == 0 && _stopping)
                    _drained.TrySetResult();
            }
        }
    }

    /// <returns>What became of it; <c>null</c> when it could not be begun.</returns>
    private async Task<AttemptVerdict?> Attempt(HeldTask task)
    {
        try
        {
            var beginning = Begun(task);
            await ((Task)beginning).WaitAsync(LongBegin, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            EndBegin();
            if (await beginning is not { } start)
                return null;
            if (start.Verdict != AttemptVerdict.Continue)
                return start.Verdict;
            var result = await work.Generate(task.Ticket, start, task.Stopping);
            FreeSlot(task);
            return await work.Finish(task.Ticket, result);
        }
        catch (OperationCanceledException) when (!_abandon.IsCancellationRequested)
        {
            // The task wants no more: it became terminal, or another attempt took over. It says which.
            FreeSlot(task);
            return await work.Ask(task.Ticket, _abandon.Token);
        }
    }

    private async Task<AttemptStart?> Begun(HeldTask task)
    {
        try
        {
            return await work.Begin(task.Ticket, task.Stopping);
        }
        catch (Exception failure) when (!task.Stopping.IsCancellationRequested)
        {
            if (task.FailedBegins is 0 or 5 or 50)
                LogNotBegun(failure, task.Key.TaskId, task.Key.UserId, task.FailedBegins + 1);
            return null;
        }
    }

    private void EndBegin()
    {
        lock (_lock)
            _begins.Left();
        StartWaiting();
    }

    private void SetAside(HeldTask task)
    {
        var pause = FirstPause * (1 << Math.Min(task.FailedBegins++, Doublings));
        pause = (pause < LongestPause ? pause : LongestPause) * (1 + Random.Shared.NextDouble());
        lock (_lock)
            task.Aside = clock.CreateTimer(_ => ComeBack(task), null, pause, Timeout.InfiniteTimeSpan);
        // It may have been stopped in between.
        if (task.Stopping.IsCancellationRequested)
            StopHere(task.Key);
    }

    private void ComeBack(HeldTask task)
    {
        lock (_lock)
        {
            if (task.Aside is null)
                return;
            task.Aside.Dispose();
            task.Aside = null;
            Queue(task);
        }
    }

    private async Task Drop(HeldTask task)
    {
        if (task.Deadline is { } deadline)
            await deadline.DisposeAsync();
        _held.TryRemove(task.Key, out _);
        Count(task.Key.UserId, held: -1, waiting: 0);
    }

    private void FreeSlot(HeldTask task)
    {
        lock (_lock)
        {
            if (!task.HasSlot)
                return;
            task.HasSlot = false;
            _slots--;
        }
        StartWaiting();
    }

    private async Task Expire(HeldTask task)
    {
        try
        {
            await calls.Retry(() => grains.PromptTask(task.Key).Cancel(CancelReason.DeadlineExceeded), _abandon.Token);
        }
        catch (Exception failure)
        {
            LogDeadlineFailed(failure, task.Key.TaskId, task.Key.UserId);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: {Running} generations may finish, the waiting ones are left to another silo")]
    private partial void LogDraining(int running);

    [LoggerMessage(Level = LogLevel.Information, Message = "Task {TaskId} of {UserId}: attempt {Attempt} was not done in time before this silo stopped; another one takes over")]
    private partial void LogHandedOver(Guid taskId, string userId, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {TaskId} of {UserId} could not be begun ({Times} times); trying again soon")]
    private partial void LogNotBegun(Exception failure, Guid taskId, string userId, int times);

    [LoggerMessage(Level = LogLevel.Error, Message = "Task {TaskId} of {UserId}: attempt {Attempt} failed unexpectedly; it will be resumed")]
    private partial void LogAttemptFailed(Exception failure, Guid taskId, string userId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Task {TaskId} of {UserId} could not be cancelled at its deadline")]
    private partial void LogDeadlineFailed(Exception failure, Guid taskId, string userId);
}
