using Microsoft.Extensions.Options;
using PromptGen.PromptTasks;

namespace PromptGen.Batches;

/// <summary>Goes on with batches whose submission a crash has interrupted. Every silo looks: to go on twice submits nothing twice.</summary>
public sealed partial class BatchRecovery(
    IOpenBatches open, IGrainFactory grains, IOptions<PromptTaskOptions> options, TimeProvider clock, ILogger<BatchRecovery> logger) : BackgroundService
{
    private const int Most = 100, AtOnce = 8;

    // Those that are being submitted this moment are left alone.
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Silos that started together do not look together.
            await Task.Delay(options.Value.SweepInterval / 4 * (0.5 + Random.Shared.NextDouble()), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await Parallel.ForEachAsync(await open.Since(clock.GetUtcNow() - Young, Most),
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, (key, _) => new ValueTask(GoOn(key)));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotLooked(failure);
            }
        }
    }

    /// <summary>One that cannot be gone on with now holds no other up, and is looked at again after the others.</summary>
    private async Task GoOn(PromptBatchKey key)
    {
        try
        {
            await grains.ByKey<IPromptBatchItemsGrain>(key.ToString()).SubmitLeft();
            LogResumed(key.BatchId, key.UserId);
        }
        catch (Exception failure)
        {
            LogNotResumed(failure, key.BatchId, key.UserId);
            await open.Add(key, clock.GetUtcNow());
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch {BatchId} of {UserId}: what may have been left of it is submitted")]
    private partial void LogResumed(Guid batchId, string userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {BatchId} of {UserId} could not be submitted yet; trying again soon")]
    private partial void LogNotResumed(Exception failure, Guid batchId, string userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open batches could not be looked for; trying again soon")]
    private partial void LogNotLooked(Exception failure);
}
