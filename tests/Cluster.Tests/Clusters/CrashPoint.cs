namespace PromptGen.ClusterTests.Clusters;

/// <summary>
/// The moment before or after a durable write: the write that is numbered does not reach Redis, or its answer nobody else, until the
/// point is passed.
/// </summary>
internal sealed class CrashPoint(int number, bool isAfter)
{
    private readonly TaskCompletionSource<string> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    public bool IsAfter => isAfter;

    /// <summary>Completes with the name of the write once the moment has come.</summary>
    public Task<string> Reached => _reached.Task;

    /// <summary>Completes when what was held may go on.</summary>
    public Task Passed => _passed.Task;

    /// <summary>The name of the connection that the write came by.</summary>
    public string? Connection { get; private set; }

    /// <summary>Whether this is the write.</summary>
    public bool IsAt(RedisCommand command) => command.DurableWrite is not null && Interlocked.Increment(ref _seen) == number;

    public void Reach(RedisCommand command, string? connection)
    {
        Connection = connection;
        _reached.TrySetResult(command.DurableWrite!);
    }

    /// <summary>Lets go on what was held, as a process does that wakes.</summary>
    public void Pass() => _passed.TrySetResult();
}
