using StackExchange.Redis;

namespace PromptGen.Gateway.Errors;

/// <summary>Tells failures that pass by themselves, of a cluster or a Redis that cannot be reached just now, from all others.</summary>
public static class Unavailable
{
    /// <summary>Whether a failed call may be made again.</summary>
    /// <param name="failure">What the call threw.</param>
    /// <param name="stopping">The caller's own cancellation; without it, a cancelled call was given up by the cluster: no silo took it in time.</param>
    public static bool Is(Exception failure, CancellationToken stopping) =>
        failure is OrleansException or TimeoutException or RedisException
        || (failure is OperationCanceledException && !stopping.IsCancellationRequested);
}
