using Orleans.Serialization;

namespace PromptGen;

/// <summary>Tells failures that pass by themselves, of a cluster or a store that cannot be reached just now, from all others.</summary>
public static class TransientFailures
{
    /// <summary>Whether a failed call may be made again.</summary>
    /// <param name="failure">What a grain call, or a port of the host, threw: those speak of their store as <see cref="OrleansException"/>.</param>
    /// <param name="stopping">The caller's own cancellation; without it, a cancelled call was given up by the cluster: no silo took it in time.</param>
    public static bool IsTransient(this Exception failure, CancellationToken stopping = default) =>
        // An answer that could not be sent was one of a failure inside the cluster; what became of the call is as unknown as without an answer.
        failure is OrleansException or TimeoutException or CodecNotFoundException || (failure is OperationCanceledException && !stopping.IsCancellationRequested);
}
