using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PromptGen.PromptTasks;
using PromptGen.Silo.Recovery;
using PromptGen.Tokens;

namespace PromptGen.Silo.Running;

/// <summary>
/// Takes finished tasks out of the ledgers' open entries and of the index, many at a time. Until that is done a task
/// stays in the index, so a crash here only means that it is done again.
/// </summary>
public sealed class FinishedTasks(
    RedisInFlightTasks inFlight,
    IGrainFactory grains,
    GrainCalls calls,
    IOptions<PromptTaskOptions> options) : BackgroundService
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
                await calls.Retry(() => Retire(batch), stoppingToken);
                batch.Clear();
            }
        }
        finally
        {
            _flushed.TrySetResult();
        }
    }

    private async Task Retire(IReadOnlyList<PromptTaskTicket> batch)
    {
        await Task.WhenAll(batch.GroupBy(ticket => ticket.Key.UserId).Select(user =>
            grains.GetGrain<ITokenLedgerGrain>(user.Key).Close([.. user.Select(ticket => ticket.Key.TaskId)])));
        await inFlight.Retire([.. batch.Select(ticket => (ticket.Key, options.Value.Keep(ticket.IsKeyed)))]);
    }
}
