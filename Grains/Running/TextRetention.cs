using PromptGen.PromptTasks;

namespace PromptGen.Running;

/// <summary>Drops the texts of tasks that are remembered for their idempotency keys longer than they can be read.</summary>
public sealed partial class TextRetention(IKeptTasks kept, TimeProvider clock, ILogger<TextRetention> logger) : BackgroundService
{
    private const int BatchSize = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await kept.DropTexts(clock.GetUtcNow(), BatchSize) == BatchSize && !stoppingToken.IsCancellationRequested)
                {
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotDropped(failure);
            }
            // Silos that started together do not look together.
            await Task.Delay(Interval * (1 + Random.Shared.NextDouble()), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Texts whose time is over could not be dropped; trying again soon")]
    private partial void LogNotDropped(Exception failure);
}
