using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PromptGen.Batches;
using PromptGen.History;
using PromptGen.PromptTasks;
using PromptGen.Tokens;

namespace PromptGen.Running;

/// <summary>
/// Takes finished tasks out of the ledgers' open entries, hands their ends to webhooks, then takes them out of the index, many at a time; an account that
/// cannot be written delays nobody else's. Until that is done a task stays in the index, so after a crash the next sweep has it done again.
/// </summary>
public sealed partial class FinishedTasks(
    IInFlightTasks inFlight,
    IKeptTasks kept,
    IHistory history,
    EndAnnouncements announcements,
    IStorageFormat format,
    IGrainFactory grains,
    GrainCalls calls,
    IOptions<PromptTaskOptions> options,
    TimeProvider clock,
    ILogger<FinishedTasks> logger) : BackgroundService
{
    private const int BatchSize = 256;

    // What is more is left to the sweep.
    private const int Capacity = 100_000;

    // So much do those who finish meanwhile gain by being closed together.
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Channel<PromptTaskTicket> _finished = Channel.CreateUnbounded<PromptTaskTicket>(new() { SingleReader = true });
    private readonly Channel<PromptTaskTicket> _closed = Channel.CreateUnbounded<PromptTaskTicket>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<PromptTaskKey, PromptTaskTicket> _held = new();
    private readonly ConcurrentDictionary<Task, bool> _closing = new();
    private readonly GrowingPauses<string> _pauses = new(clock, LongestPause);
    private readonly TaskCompletionSource _flushed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Hands a terminal, settled task over; a second time it changes nothing.</summary>
    public void Add(PromptTaskTicket ticket)
    {
        if (_held.Count < Capacity && _held.TryAdd(ticket.Key, ticket) && !_finished.Writer.TryWrite(ticket))
            _held.TryRemove(ticket.Key, out _);
    }

    /// <summary>Whether a task is being retired.</summary>
    public bool Holds(PromptTaskKey key) => _held.ContainsKey(key);

    /// <summary>How many are being retired.</summary>
    public int Pending => _held.Count;

    /// <summary>Takes nothing more on and waits until all is done, or given up at the stop of the host.</summary>
    public Task Flush()
    {
        _finished.Writer.TryComplete();
        return _flushed.Task;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(CloseAll(stoppingToken), RetireAll(stoppingToken));
        }
        finally
        {
            _flushed.TrySetResult();
        }
    }

    private async Task CloseAll(CancellationToken stopping)
    {
        try
        {
            await foreach (var batch in Batches(_finished.Reader, stopping))
            {
                // One question for all, asked while they are closed.
                var subscribers = announcements.Subscribers(batch);
                foreach (var user in batch.GroupBy(ticket => ticket.Key.UserId))
                {
                    var closing = Close(user.Key, [.. user], subscribers, stopping);
                    _closing.TryAdd(closing, true);
                    _ = closing.ContinueWith(done => _closing.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                }
                await Task.WhenAny(Task.WhenAll(_closing.Keys), Task.Delay(BatchTime, clock, stopping));
            }
            await Task.WhenAll(_closing.Keys);
        }
        finally
        {
            _closed.Writer.TryComplete();
        }
    }

    /// <summary>Closes a user's tasks in the ledger, all or none, and tells who has to know.</summary>
    private async Task Close(string userId, PromptTaskTicket[] tickets, Task<IReadOnlySet<string>> subscribers, CancellationToken stopping)
    {
        try
        {
            var ledger = grains.ByKey<ITokenLedgerGrain>(userId);
            await calls.RetryFewTimes(() => ledger.Close([.. tickets.Select(ticket => ticket.ReservationId)]), stopping);
            var hasEndpoint = (await subscribers).Contains(userId);
            await calls.RetryFewTimes(() => Tell(userId, tickets, hasEndpoint), stopping);
            _pauses.Forget(userId);
            PassOn(tickets, _closed);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            var pause = _pauses.Failed(userId);
            LogNotClosed(failure, tickets.Length, userId, pause.TotalSeconds);
            _ = AddAgain(tickets, _finished, pause, stopping);
        }
    }

    /// <summary>Tells whoever keeps count of a user's tasks that these have ended, and the user's webhooks.</summary>
    private Task Tell(string userId, PromptTaskTicket[] tickets, bool hasEndpoint)
    {
        var now = clock.GetUtcNow();
        var batches = tickets.Where(ticket => ticket.BatchId is not null).GroupBy(ticket => ticket.BatchId!.Value);
        return Task.WhenAll([
            announcements.Announce(userId, tickets, hasEndpoint),
            history.Ended(userId, [.. tickets.Select(ticket => ticket.Key.TaskId)], now + options.Value.Retention, now),
            .. batches.Select(items => grains.ByKey<IPromptBatchItemsGrain>(new PromptBatchKey(userId, items.Key).ToString()).Ended([.. items.Select(ticket => ticket.Key.TaskId)])),
        ]);
    }

    private async Task RetireAll(CancellationToken stopping)
    {
        await foreach (var batch in Batches(_closed.Reader, stopping))
        {
            try
            {
                await calls.RetryFewTimes(() => Retire(batch), stopping);
                foreach (var ticket in batch)
                    _held.TryRemove(ticket.Key, out _);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                LogNotRetired(failure, batch.Length);
                _ = AddAgain(batch, _closed, Again, stopping);
            }
        }
    }

    private async Task Retire(PromptTaskTicket[] batch)
    {
        // The last write sets the time a task has to live, unless a crash came between, or a silo of an older version wrote it.
        var unsure = batch.Where(ticket => ticket.IsFound || !format.MayWrite(2)).ToArray();
        if (unsure.Length > 0)
            await kept.Expire([.. unsure.Select(ticket => (ticket.Key, options.Value.Keep(ticket.IsKeyed)))]);
        var keyed = batch.Where(ticket => ticket.IsKeyed && options.Value.Keep(isKeyed: true) > options.Value.Retention).Select(ticket => ticket.Key).ToArray();
        if (keyed.Length > 0)
            await kept.ExpireTexts(keyed, clock.GetUtcNow() + options.Value.Retention);
        await inFlight.Retire([.. batch.Select(ticket => ticket.Key)]);
    }

    private async Task AddAgain(PromptTaskTicket[] tickets, Channel<PromptTaskTicket> to, TimeSpan pause, CancellationToken stopping)
    {
        await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        PassOn(tickets, to);
    }

    private void PassOn(PromptTaskTicket[] tickets, Channel<PromptTaskTicket> to)
    {
        foreach (var ticket in tickets)
        {
            if (!to.Writer.TryWrite(ticket))
                _held.TryRemove(ticket.Key, out _);
        }
    }

    private static async IAsyncEnumerable<PromptTaskTicket[]> Batches(
        ChannelReader<PromptTaskTicket> tickets, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopping)
    {
        var batch = new List<PromptTaskTicket>(BatchSize);
        while (await tickets.WaitToReadAsync(stopping))
        {
            while (batch.Count < BatchSize && tickets.TryRead(out var ticket))
                batch.Add(ticket);
            yield return [.. batch];
            batch.Clear();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} finished tasks could not be taken out of the index; trying again soon")]
    private partial void LogNotRetired(Exception failure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} finished tasks of {UserId} could not be closed in the ledger, or their end not be told; trying again in {Seconds} s")]
    private partial void LogNotClosed(Exception failure, int count, string userId, double seconds);
}
