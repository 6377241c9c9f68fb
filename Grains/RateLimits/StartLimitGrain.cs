using Microsoft.Extensions.Options;

namespace PromptGen.RateLimits;

/// <summary>
/// Keeps a user's bucket in memory alone: a limit that is read and written with each start would cost more than what it guards. An
/// activation that is lost, with its silo, begins with a full bucket, so the most a user gains by it is one more burst; one that
/// is collected when idle was full by then, but for debts of batches.
/// </summary>
[GrainType("startlimit"), CollectionAgeLimit(Minutes = 10)]
public sealed class StartLimitGrain(IOptions<RateLimitOptions> options, TimeProvider clock) : Grain, IStartLimitGrain
{
    private readonly long _origin = clock.GetTimestamp();
    private readonly StartBucket? _bucket = options.Value.IsOn ? new(options.Value.StartsPerMinute, options.Value.Burst) : null;

    /// <inheritdoc />
    public Task<StartAllowance?> Take(int starts) => Task.FromResult(_bucket?.Take(starts, clock.GetElapsedTime(_origin)));
}
