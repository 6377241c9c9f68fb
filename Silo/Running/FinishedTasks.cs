using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PromptGen.PromptTasks;
using PromptGen.Silo.Recovery;
using PromptGen.Tokens;

namespace PromptGen.Silo.Running;

/// <summary>
/// Takes finished tasks out of the ledgers' open entries and of the index, many at a time. Until that is done a task
/// stays in the index, so after a crash the next sweep has it done again.
/// </summary>
public sealed partial class FinishedTasks(
    RedisInFlightTasks inFlight,
    IGrainFactory grains,
    GrainCalls calls,
    IOptions<PromptTaskOptions> options,
    TimeProvider clock,
    ILogger<FinishedTasks> logger) : BackgroundService
{
    private const int BatchSize = 256;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly Channel<PromptTaskTicket> _finished = Channel.CreateUnbounded<PromptTaskTicket>(new() { SingleReader = true });
    private readonly TaskCompletionSource _flushed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Hands a terminal, settled task over.</summary>
    public void Add(PromptTaskTicket ticket) => _finished.Writer.TryWrite(ticket);

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
            var batch = new List<PromptTaskTicket>(BatchSize);
            while (await _finished.Reader.WaitToReadAsync(stoppingToken))
            {
                while (batch.Count < BatchSize && _finished.Reader.TryRead(out var ticket))
                    batch.Add(ticket);
                if (await Retire(batch, stoppingToken) is { Length: > 0 } failed)
                    _ = AddAgain(failed, stoppingToken);
                batch.Clear();
            }
        }
        finally
        {
            _flushed.TrySetResult();
        }
    }

    /// <returns>Those that could not be retired now.</returns>
    private async Task<PromptTaskTicket[]> Retire(IReadOnlyList<PromptTaskTicket> batch, CancellationToken stopping)
    {
        PromptTaskTicket[] closed = [.. (await Task.WhenAll(batch.GroupBy(ticket => ticket.Key.UserId).Select(user => Close(user.Key, [.. user], stopping)))).SelectMany(tickets => tickets)];
        try
        {
            if (closed.Length > 0)
                await calls.RetryFewTimes(() => inFlight.Retire([.. closed.Select(ticket => (ticket.Key, options.Value.Keep(ticket.IsKeyed)))]), stopping);
            return [.. batch.Except(closed)];
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotRetired(failure, closed.Length);
            return [.. batch];
        }
    }

    private async Task AddAgain(PromptTaskTicket[] tickets, CancellationToken stopping)
    {
        await Task.Delay(Again, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var ticket in tickets)
            Add(ticket);
    }

    /// <summary>Closes a user's tasks in the ledger.</summary>
    /// <returns>Those that are closed now: all or none.</returns>
    private async Task<PromptTaskTicket[]> Close(string userId, PromptTaskTicket[] tickets, CancellationToken stopping)
    {
        try
        {
            var ledger = grains.GetGrain<ITokenLedgerGrain>(userId);
            await calls.RetryFewTimes(() => ledger.Close([.. tickets.Select(ticket => ticket.ReservationId)]), stopping);
            return tickets;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotClosed(failure, tickets.Length, userId);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} finished tasks could not be taken out of the index; trying again soon")]
    private partial void LogNotRetired(Exception failure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} finished tasks of {UserId} could not be closed in the ledger; trying again soon")]
    private partial void LogNotClosed(Exception failure, int count, string userId);
}
