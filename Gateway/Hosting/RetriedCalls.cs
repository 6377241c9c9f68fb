using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;

namespace PromptGen.Gateway.Hosting;

/// <summary>
/// Repeats a gateway's call that failed: when a silo has died or left, another has the grain in no time, and no client need hear of it. All that a
/// gateway calls may be repeated, because ids, also of changes, and references see to it. What failed at once is repeated for about a second, what was
/// rejected, because the cluster has not agreed yet on who has the grain, for two and a half, and what was not answered in time once:
/// no answer takes longer than ten seconds.
/// </summary>
/// <remarks>In a gateway that is a silo too, grains and the runner call as well: what they call fails to them, who know better what to do.</remarks>
public sealed class RetriedCalls : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(1500)];

    private static readonly ResiliencePropertyKey<long> Began = new("began");

    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;
    private readonly ResiliencePipeline _pipeline;

    /// <summary>Creates the filter.</summary>
    /// <param name="responseTimeout">How long Orleans waits for the answer to a call.</param>
    /// <param name="clock">Tells the time.</param>
    public RetriedCalls(TimeSpan responseTimeout, TimeProvider clock)
    {
        _clock = clock;
        // Orleans looks for calls that were not answered in time about once a second.
        _patience = responseTimeout + TimeSpan.FromSeconds(1.2);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Pauses.Length,
                ShouldHandle = failed => ValueTask.FromResult(IsRepeated(failed)),
                DelayGenerator = static failed => ValueTask.FromResult<TimeSpan?>(Pauses[failed.AttemptNumber]),
            })
            .Build();
    }

    /// <inheritdoc />
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var began = _clock.GetTimestamp();
        try
        {
            await context.Invoke();
        }
        catch (Exception failure) when (failure.IsTransient() && IsGateways(context))
        {
            await Repeat(context, failure, began);
        }
    }

    /// <summary>Whether nobody else can have made it: grains call as themselves, and the runner by interfaces that gateways do not know.</summary>
    private static bool IsGateways(IOutgoingGrainCallContext call) =>
        call.SourceContext is null && call.InterfaceMethod.DeclaringType?.Assembly == typeof(IPromptTaskGrain).Assembly;

    // Only calls that have failed come here: all others are spared what a pipeline costs.
    private async Task Repeat(IOutgoingGrainCallContext call, Exception first, long began)
    {
        var resilience = ResilienceContextPool.Shared.Get();
        resilience.Properties.Set(Began, began);
        var made = 0;
        try
        {
            await _pipeline.ExecuteAsync(
                async _ =>
                {
                    if (made++ == 0)
                        ExceptionDispatchInfo.Throw(first);
                    await call.Invoke();
                },
                resilience);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    private bool IsRepeated(RetryPredicateArguments<object> failed) =>
        failed.AttemptNumber < Repetitions(failed.Outcome.Exception)
        && _clock.GetElapsedTime(failed.Context.Properties.GetValue(Began, 0)) < _patience;

    private static int Repetitions(Exception? failure) => failure switch
    {
        OrleansMessageRejectionException => Pauses.Length,
        _ when failure?.IsTransient() == true => Pauses.Length - 1,
        _ => 0,
    };
}
