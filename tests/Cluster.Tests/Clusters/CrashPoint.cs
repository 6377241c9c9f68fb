namespace PromptGen.ClusterTests.Clusters;

/// <summary>The moment before or after a durable write: the write that is numbered does not reach Redis, or its answer nobody else.</summary>
internal sealed class CrashPoint(int number, bool isAfter)
{
    private readonly TaskCompletionSource<string> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    public bool IsAfter => isAfter;

    /// <summary>Completes with the name of the write once the moment has come.</summary>
    public Task<string> Reached => _reached.Task;

    /// <summary>Whether this is the write.</summary>
    public bool IsAt(RedisCommand command) => command.DurableWrite is not null && Interlocked.Increment(ref _seen) == number;

    public void Reach(RedisCommand command) => _reached.TrySetResult(command.DurableWrite!);
}
