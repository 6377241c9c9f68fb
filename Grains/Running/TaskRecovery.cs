using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PromptGen.PromptTasks;

namespace PromptGen.Running;

/// <summary>
/// Finds unfinished tasks that nobody works on, without anybody polling: at start (the whole cluster may have
/// crashed), when a silo dies, and from time to time for whatever slipped through.
/// </summary>
public sealed partial class TaskRecovery(
    IInFlightTasks inFlight,
    PromptTaskRunner runner,
    FinishedTasks finished,
    IClusterMembershipService membership,
    IGrainFactory grains,
    GrainCalls calls,
    IOptions<PromptTaskOptions> options,
    TimeProvider clock,
    ILogger<TaskRecovery> logger) : BackgroundService
{
    private const int ClaimBatch = 64;

    // A task may have been passed on by silos that died one after the other.
    private const int MostSilos = 5;
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, long> _emptySince = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly GrowingPauses<PromptTaskKey> _pauses = new(clock, LongestPause);
    private HashSet<PromptTaskKey> _unheld = [];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watching = WatchMembership(stoppingToken);
        inFlight.AddedAgain += key => _ = LookAt(key, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var isDone = false;
            try
            {
                isDone = await Sweep(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogSweepFailed(failure);
            }
            // What could not be done now, with Redis away or the queue full, cannot wait for long. Silos that started together do not
            // sweep together.
            var interval = (isDone ? options.Value.SweepInterval : Again) * (1 + Random.Shared.NextDouble());
            using var timer = new CancellationTokenSource(interval, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, timer.Token);
            await _wake.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await watching;
    }

    private async Task WatchMembership(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stopping))
                {
                    if (snapshot.Members.Values.Any(member => member.Status == SiloStatus.Dead))
                        Wake();
                }
                // The updates end when the silo does.
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogWatchFailed(failure);
                await Task.Delay(WatchPause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>Whether all was done.</returns>
    private async Task<bool> Sweep(CancellationToken stopping)
    {
        var isDone = true;
        foreach (var silo in await inFlight.Silos())
        {
            try
            {
                if (silo == inFlight.Silo)
                    isDone &= await SweepOwn(stopping);
                else if (await IsDead(silo, stopping))
                    isDone &= await Inherit(silo, stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                isDone = false;
                LogSiloFailed(failure, silo);
            }
        }
        return isDone;
    }

    /// <summary>A silo that membership does not know is gone, once membership was read after its set was seen.</summary>
    private async Task<bool> IsDead(string silo, CancellationToken stopping)
    {
        var address = SiloAddress.FromParsableString(silo);
        if (membership.CurrentSnapshot.GetSiloStatus(address) == SiloStatus.None)
            await membership.Refresh(cancellationToken: stopping);
        return membership.CurrentSnapshot.GetSiloStatus(address) is SiloStatus.Dead or SiloStatus.None;
    }

    private async Task<bool> IsLost(string silo, PromptTaskKey key, CancellationToken stopping) =>
        silo == inFlight.Silo ? !runner.Holds(key) : await IsDead(silo, stopping);

    /// <returns>Whether nothing is left of it.</returns>
    private async Task<bool> Inherit(string silo, CancellationToken stopping)
    {
        var (claimed, failed, isEmpty) = (0, 0, false);
        while (!isEmpty && runner.HasRoom)
        {
            if (await inFlight.Claim(silo, ClaimBatch) is not { } batch)
            {
                isEmpty = true;
                await ForgetInTime(silo);
                continue;
            }
            claimed += batch.Count;
            failed += await ResumeAll(batch, silo, stopping);
        }
        if (claimed > 0)
            LogInherited(claimed, silo);
        return isEmpty && failed == 0;
    }

    /// <summary>
    /// A silo that was only taken for dead may add to its set until it hears so: its name is kept for longer than that.
    /// </summary>
    private async Task ForgetInTime(string silo)
    {
        if (clock.GetElapsedTime(_emptySince.GetOrAdd(silo, _ => clock.GetTimestamp())) < ForgetAfter)
            return;
        await inFlight.Forget(silo);
        _emptySince.TryRemove(silo, out _);
    }

    /// <summary>
    /// Tasks in this silo's set that nobody here holds: claimed but not resumed, or given up by the runner.
    /// One being accepted this moment looks the same, so only those seen in two sweeps are taken up.
    /// </summary>
    /// <returns>Whether none of those failed.</returns>
    private async Task<bool> SweepOwn(CancellationToken stopping)
    {
        var unheld = new HashSet<PromptTaskKey>();
        await foreach (var key in inFlight.Own())
        {
            if (!IsHeld(key))
                unheld.Add(key);
        }
        var failed = await ResumeAll(unheld.Where(key => _unheld.Contains(key) && !_pauses.IsPaused(key)), inFlight.Silo, stopping);
        _unheld = unheld;
        return failed == 0;
    }

    private bool IsHeld(PromptTaskKey key) => runner.Holds(key) || finished.Holds(key);

    /// <summary>A task that somebody asked about may be any silo's, or a dead one's; nobody waits for two sweeps.</summary>
    private async Task LookAt(PromptTaskKey key, CancellationToken stopping)
    {
        if (!IsHeld(key) && !await TryResume(key, inFlight.Silo, stopping))
            Wake();
    }

    /// <returns>How many failed; they are in this silo's set, and the next sweep need not see them twice.</returns>
    private async Task<int> ResumeAll(IEnumerable<PromptTaskKey> keys, string from, CancellationToken stopping)
    {
        var failed = new ConcurrentBag<PromptTaskKey>();
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = ClaimBatch, CancellationToken = stopping }, async (key, stopping) =>
        {
            if (!await TryResume(key, from, stopping))
                failed.Add(key);
        });
        _unheld.UnionWith(failed);
        return failed.Count;
    }

    /// <summary>One task that cannot be resumed now holds nobody up.</summary>
    private async Task<bool> TryResume(PromptTaskKey key, string from, CancellationToken stopping)
    {
        try
        {
            await Resume(key, from, stopping);
            _pauses.Forget(key);
            return true;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotResumed(failure, key.TaskId, key.UserId, _pauses.Failed(key).TotalSeconds);
            return false;
        }
    }

    private async Task Resume(PromptTaskKey key, string from, CancellationToken stopping)
    {
        var task = grains.ByKey<IPromptTaskAttemptGrain>(key.ToString());
        var resumption = await calls.RetryFewTimes(() => task.Resume(from, inFlight.Silo), stopping);

        // The task may name another silo than the set it was found in, when a claimer died before it could resume; and that one may be
        // gone by now, or have passed it on.
        for (var silos = 1; resumption.Verdict == AttemptVerdict.Superseded && await IsLost(resumption.Silo, key, stopping); silos++)
        {
            if (silos == MostSilos)
                throw new OrleansException($"The task was passed on {MostSilos} times while it was being resumed.");
            var silo = resumption.Silo;
            resumption = await calls.RetryFewTimes(() => task.Resume(silo, inFlight.Silo), stopping);
        }

        if (resumption is { Verdict: AttemptVerdict.Continue, Ticket: { } ticket })
            runner.Enqueue(ticket);
        else if (resumption is { Verdict: AttemptVerdict.Finished, Ticket: { } done })
            finished.Add(done with { IsFound = true });
        else if (resumption.Verdict == AttemptVerdict.Superseded && resumption.Silo != inFlight.Silo)
            await inFlight.Remove(key, inFlight.Silo);
    }

    private void Wake()
    {
        // Membership and whoever asks about a task may want it at once.
        lock (_wake)
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
    }
}
