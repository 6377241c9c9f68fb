using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PromptGen.PromptTasks;

namespace PromptGen.Running;

/// <summary>
/// Runs this silo's generations: a bounded queue, fair between users, and a bounded number of them at once. It is
/// registered after Orleans, so it stops first, while the grains it reports to still answer.
/// </summary>
public sealed partial class PromptTaskRunner(
    IInFlightTasks inFlight,
    PromptTaskWork work,
    FinishedTasks finished,
    IStopSignals signals,
    IGrainFactory grains,
    GrainCalls calls,
    IOptions<PromptTaskOptions> options,
    ModelPace pace,
    IStorePulse pulse,
    TimeProvider clock,
    ILogger<PromptTaskRunner> logger) : IHostedService, IPromptTaskRunner, IDisposable
{
    private readonly ConcurrentDictionary<PromptTaskKey, HeldTask> _held = new();
    private readonly FairQueue<HeldTask> _queue = new();
    private readonly RunnerRoom _room = new(options.Value.QueueCapacity, options.Value.PerUserCapacity);
    private readonly BeginGate _begins = new();
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _slots;
    private bool _stopping;

    /// <inheritdoc />
    public string Silo => inFlight.Silo;

    /// <summary>Whether tasks of another silo can be taken over: there is room for them, and Redis answers.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_lock)
                return pulse.IsAlive && _room.IsFree;
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

    /// <summary>What there is to do: how many wait and for how long, how many attempts are at work.</summary>
    public (int Waiting, int Running, TimeSpan LongestWait) Load
    {
        get
        {
            var now = clock.GetTimestamp();
            var since = now;
            // Those that wait are few, or worth the look.
            foreach (var task in _held.Values)
            {
                if (task.Place is not null && task.Came < since)
                    since = task.Came;
            }
            lock (_lock)
                return (_queue.Count, _running, clock.GetElapsedTime(since, now));
        }
    }

    /// <inheritdoc />
    public bool Holds(PromptTaskKey key) => _held.ContainsKey(key);

    /// <inheritdoc />
    public Admission Admit(string userId)
    {
        lock (_lock)
        {
            if ((pulse.IsAlive ? _room.Refusal(userId) : SubmitOutcome.Busy) is { } refusal)
                return new Admission(refusal);
            _room.Add(userId, held: 1, waiting: 1);
            _begins.StartCame();
        }
        return new Admission(null, () => EndStart(userId));
    }

    /// <inheritdoc />
    public void Enqueue(PromptTaskTicket ticket)
    {
        var task = new HeldTask(ticket, clock.GetTimestamp());
        if (!_held.TryAdd(ticket.Key, task))
            return;
        if (ticket.Deadline is { } deadline)
            task.Deadline = clock.CreateTimer(_ => _ = Expire(task), null, Max(deadline - clock.GetUtcNow(), TimeSpan.Zero), Timeout.InfiniteTimeSpan);
        Count(ticket.Key.UserId, held: 1, waiting: 0);
        Queue(task);
    }

    /// <inheritdoc />
    public void Stop(PromptTaskKey key, string silo)
    {
        if (silo != Silo)
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
    public Task StartAsync(CancellationToken cancellationToken)
    {
        pace.Opened += StartWaiting;
        return signals.Listen(StopHere);
    }

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

    private void EndStart(string userId)
    {
        lock (_lock)
        {
            _room.Add(userId, held: -1, waiting: -1);
            _begins.StartEnded();
        }
        StartWaiting();
    }

    private void Count(string userId, int held, int waiting)
    {
        lock (_lock)
            _room.Add(userId, held, waiting);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
