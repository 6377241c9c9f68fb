using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PromptGen.PromptTasks;
using PromptGen.Silo.Recovery;
using PromptGen.Silo.Storage;

namespace PromptGen.Silo.Running;

/// <summary>
/// Runs this silo's generations: a bounded queue, fair between users, and a bounded number of them at once. It is
/// registered after Orleans, so it stops first, while the grains it reports to still answer.
/// </summary>
public sealed partial class PromptTaskRunner(
    RedisInFlightTasks inFlight,
    PromptTaskWork work,
    FinishedTasks finished,
    StopSignals signals,
    IGrainFactory grains,
    GrainCalls calls,
    IOptions<PromptTaskOptions> options,
    ModelPace pace,
    RedisPulse pulse,
    TimeProvider clock,
    ILogger<PromptTaskRunner> logger) : IHostedService, IPromptTaskRunner, IDisposable
{
    private readonly ConcurrentDictionary<PromptTaskKey, HeldTask> _held = new();
    private readonly FairQueue<HeldTask> _queue = new();
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _stopping;

    /// <inheritdoc />
    public string Owner => inFlight.Owner;

    /// <inheritdoc />
    public bool HasRoom
    {
        get
        {
            lock (_lock)
                return pulse.IsAlive && _queue.Count < options.Value.QueueCapacity;
        }
    }

    /// <summary>
    /// Whether this silo is leaving. What it still accepts is as durable as ever and waits for the silo that takes over, so that no
    /// client is refused because of a restart.
    /// </summary>
    public bool IsStopping
    {
        get
        {
            lock (_lock)
                return _stopping;
        }
    }

    /// <inheritdoc />
    public bool Holds(PromptTaskKey key) => _held.ContainsKey(key);

    /// <inheritdoc />
    public void Enqueue(PromptTaskTicket ticket)
    {
        var task = new HeldTask(ticket);
        if (!_held.TryAdd(ticket.Key, task))
            return;
        if (ticket.Deadline is { } deadline)
            task.Deadline = clock.CreateTimer(_ => _ = Expire(task), null, Max(deadline - clock.GetUtcNow(), TimeSpan.Zero), Timeout.InfiniteTimeSpan);
        lock (_lock)
            task.Place = _queue.Enqueue(ticket.Key.UserId, task);
        StartWaiting();
    }

    /// <inheritdoc />
    public void Stop(PromptTaskKey key, string owner)
    {
        if (owner != Owner)
            signals.Send(key);
        else
            StopHere(key);
    }

    /// <inheritdoc />
    public int? QueuePosition(PromptTaskKey key)
    {
        if (!_held.TryGetValue(key, out var task))
            return null;
        lock (_lock)
            return task.Place is { } place ? _queue.Position(place) : null;
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => signals.Listen(StopHere);

    /// <summary>Drains: what waits stays in the index for another silo, what runs may finish for a while.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _stopping = true;
            if (_running == 0)
                _drained.TrySetResult();
        }
        LogDraining(_running);
        await Task.WhenAny(_drained.Task, Task.Delay(options.Value.DrainTimeout, clock, cancellationToken));
        await _abandon.CancelAsync();
        foreach (var task in _held.Values)
            task.Stop();
        await finished.Flush().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    public void Dispose() => _abandon.Dispose();

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
        }
        task.Stop();
    }

    private void StartWaiting()
    {
        lock (_lock)
        {
            while (!_stopping && _running < pace.Limit && _queue.TryDequeue(out var task))
                Begin(task);
        }
    }

    private void Begin(HeldTask task)
    {
        task.Place = null;
        _running++;
        _ = Task.Run(() => Run(task));
    }

    private async Task Run(HeldTask task)
    {
        try
        {
            // A superseded attempt leaves the index alone: the entry is the new owner's, or the next sweep's.
            if (await Attempt(task) == AttemptVerdict.Finished)
                finished.Add(task.Ticket);
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
            if (task.Deadline is { } deadline)
                await deadline.DisposeAsync();
            _held.TryRemove(task.Key, out _);
            lock (_lock)
            {
                if (--_running == 0 && _stopping)
                    _drained.TrySetResult();
            }
            StartWaiting();
        }
    }

    private async Task<AttemptVerdict> Attempt(HeldTask task)
    {
        try
        {
            return await work.Run(task.Ticket, task.Stopping);
        }
        catch (OperationCanceledException) when (!_abandon.IsCancellationRequested)
        {
            // The task wants no more: it became terminal, or another attempt took over. It says which.
            var grain = grains.GetGrain<IPromptTaskAttemptGrain>(task.Key.ToString());
            return await calls.Retry(() => grain.Advance(task.Ticket.Attempt, PromptTaskStep.WaitingForModel), _abandon.Token);
        }
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

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: {Running} generations may finish, the waiting ones are left to another silo")]
    private partial void LogDraining(int running);

    [LoggerMessage(Level = LogLevel.Information, Message = "Task {TaskId} of {UserId}: attempt {Attempt} was not done in time before this silo stopped; another one takes over")]
    private partial void LogHandedOver(Guid taskId, string userId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Task {TaskId} of {UserId}: attempt {Attempt} failed unexpectedly; it will be resumed")]
    private partial void LogAttemptFailed(Exception failure, Guid taskId, string userId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Task {TaskId} of {UserId} could not be cancelled at its deadline")]
    private partial void LogDeadlineFailed(Exception failure, Guid taskId, string userId);
}
