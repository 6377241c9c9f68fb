using Polly;
using Polly.Retry;
using PromptGen.Llm;
using PromptGen.Prompts;

namespace PromptGen.Evaluation.Asking;

/// <summary>Waits for a model that is busy or down as it says, else longer each time, and a few times only.</summary>
internal static class BusyModel
{
    private const int MostRepetitions = 6;

    // Who asks for more has no quota left for today.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>What repeats calls.</summary>
    /// <param name="first">The first wait where the model says nothing.</param>
    public static ResiliencePipeline<PromptWriterResult> Patience(TimeSpan first) => new ResiliencePipelineBuilder<PromptWriterResult>()
        .AddRetry(new RetryStrategyOptions<PromptWriterResult>
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is PromptWriterResult.Failed failed && IsPassing(failed)),
            MaxRetryAttempts = MostRepetitions,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = first,
            MaxDelay = Longest,
            DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Result as PromptWriterResult.Failed)?.RetryAfter),
        })
        .Build();

    private static bool IsPassing(PromptWriterResult.Failed failed) =>
        failed.Reason is ModelFailureReason.RateLimited or ModelFailureReason.Unavailable && !(failed.RetryAfter > Longest);
}
