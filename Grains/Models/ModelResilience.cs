using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace PromptGen.Models;

/// <summary>How often and how patiently a provider that fails is asked again. There is no limit on calls at once: the silo has its own.</summary>
internal static class ModelResilience
{
    private const int Retries = 3;
    private const int FailuresToOpen = 10;
    private const double JitterOfRetryAfter = 0.2;

    public static IHttpClientBuilder AddModelResilience(this IHttpClientBuilder client)
    {
        client.AddResilienceHandler("model", (pipeline, context) =>
        {
            var options = context.ServiceProvider.GetRequiredService<IOptions<ModelOptions>>().Value;
            var time = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.TimeProvider = time;
            pipeline
                .AddRetry(Retry(options, time))
                .AddCircuitBreaker(Breaker(options))
                .AddTimeout(options.AttemptTimeout);
        });
        return client;
    }

    private static HttpRetryStrategyOptions Retry(ModelOptions options, TimeProvider time) => new()
    {
        MaxRetryAttempts = Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.RetryDelay,
        // A provider that asks for more patience than the call has left would only be waited for in vain.
        ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome)
            && !(Asked(args.Outcome, time) > options.TotalTimeout - ModelResponseGuard.Elapsed(args.Context.GetRequestMessage(), time))),
        // Calls that were refused together shall not come back together; null leaves the wait to the back-off.
        DelayGenerator = args => ValueTask.FromResult(Asked(args.Outcome, time) is { } asked
            ? asked * (1 + Random.Shared.NextDouble() * JitterOfRetryAfter)
            : (TimeSpan?)null),
    };

    private static HttpCircuitBreakerStrategyOptions Breaker(ModelOptions options) => new()
    {
        MinimumThroughput = FailuresToOpen,
        FailureRatio = 0.5,
        // Short, so that the successes of a busy minute do not outvote an outage for long.
        SamplingDuration = TimeSpan.FromSeconds(10),
        BreakDuration = options.BreakDuration,
        // A 429 that names a time comes from a provider that is well and busy; waiting as told is the better answer to it.
        ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome)
            && args.Outcome.Result is not { StatusCode: HttpStatusCode.TooManyRequests, Headers.RetryAfter: not null }),
    };

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        // The last one is how the HTTP client says that connecting took too long.
        { Exception: HttpRequestException or TimeoutRejectedException or OperationCanceledException { InnerException: TimeoutException } } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };

    private static TimeSpan? Asked(Outcome<HttpResponseMessage> outcome, TimeProvider time) =>
        outcome.Result is { } response ? RetryAfterHeader.Read(response, time) : null;
}
