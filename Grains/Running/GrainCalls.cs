using Polly;
using Polly.Retry;

namespace PromptGen.Running;

/// <summary>
/// Repeats a runner's reports while Redis or a silo is away. All of them may be repeated: the attempt and the ledger's
/// task ids see to it.
/// </summary>
public sealed partial class GrainCalls
{
    // Less than a second: whoever gives up tries again later, and holds nobody up meanwhile.
    private const int FewTimes = 4;

    private readonly ResiliencePipeline _untilDone;
    private readonly ResiliencePipeline _fewTimes;
    private readonly ILogger<GrainCalls> _logger;

    /// <summary>Creates the pipelines.</summary>
    public GrainCalls(TimeProvider clock, ILogger<GrainCalls> logger)
    {
        _logger = logger;
        _untilDone = Pipeline(clock, int.MaxValue);
        _fewTimes = Pipeline(clock, FewTimes);
    }

    /// <summary>Calls until it succeeds or <paramref name="stopping"/> is cancelled.</summary>
    public async Task<T> Retry<T>(Func<Task<T>> call, CancellationToken stopping) =>
        await _untilDone.ExecuteAsync(static async (call, _) => await call(), call, stopping);

    /// <inheritdoc cref="Retry{T}"/>
    public async Task Retry(Func<Task> call, CancellationToken stopping) =>
        await _untilDone.ExecuteAsync(static async (call, _) => await call(), call, stopping);

    /// <summary>Calls a few times at the most, where one task or account that cannot be read must not hold up the others.</summary>
    public async Task<T> RetryFewTimes<T>(Func<Task<T>> call, CancellationToken stopping) =>
        await _fewTimes.ExecuteAsync(static async (call, _) => await call(), call, stopping);

    /// <inheritdoc cref="RetryFewTimes{T}"/>
    public async Task RetryFewTimes(Func<Task> call, CancellationToken stopping) =>
        await _fewTimes.ExecuteAsync(static async (call, _) => await call(), call, stopping);

    private ResiliencePipeline Pipeline(TimeProvider clock, int retries) => new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            // An inconsistent state (the write before had been applied after all) is among these and mends itself by reloading. When the
            // caller cancelled the call, the wait before the next time ends this.
            ShouldHandle = new PredicateBuilder().Handle<Exception>(static failure => failure.IsTransient()),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(2),
            MaxRetryAttempts = retries,
            OnRetry = retry =>
            {
                if (retry.AttemptNumber is 0 or 5 or 20)
                    LogRetry(retry.Outcome.Exception, retry.AttemptNumber + 1);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A report to a task or to the index failed {Times} times; trying on")]
    private partial void LogRetry(Exception? failure, int times);
}
