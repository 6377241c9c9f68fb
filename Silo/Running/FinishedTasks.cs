using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PromptGen.PromptTasks;
using PromptGen.Silo.Recovery;
using PromptGen.Tokens;

namespace PromptGen.Silo.Running;

/// <summary>
/// Takes finished tasks out of the ledgers' open entries and of the index, many at a time. Until that is done a task
/// stays in the index, so after a crash or a failure here the next sweep has it done again.
/// </summary>
public sealed partial class FinishedTasks(
    RedisInFlightTasks inFlight,
    IGrainFactory grains,
    GrainCalls calls,
    IOptions<PromptTaskOptions> options,
    ILogger<FinishedTasks> logger) : BackgroundService
{
    private const int BatchSize = 256;

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
                await Retire(batch, stoppingToken);
                batch.Clear();
            }
        }
        finally
        {
            _flushed.TrySetResult();
        }
    }

    private async Task Retire(IReadOnlyList<PromptTaskTicket> batch, CancellationToken stopping)
    {
        try
        {
            var closed = await Task.WhenAll(batch.GroupBy(ticket => ticket.Key.UserId).Select(user => Close(user.Key, [.. user], stopping)));
            var retired = closed.SelectMany(tickets => tickets).Select(ticket => (ticket.Key, options.Value.Keep(ticket.IsKeyed))).ToArray();
            if (retired.Length > 0)
                await calls.RetryFewTimes(() => inFlight.Retire(retired), stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotRetired(failure, batch.Count);
        }
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

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} finished tasks could not be taken out of the index; the next sweep has it done again")]
    private partial void LogNotRetired(Exception failure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} finished tasks of {UserId} could not be closed in the ledger; the next sweep has it done again")]
    private partial void LogNotClosed(Exception failure, int count, string userId);
}
