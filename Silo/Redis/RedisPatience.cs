namespace PromptGen.Silo.Redis;

/// <summary>
/// A limit of our own for whatever waits for Redis. StackExchange.Redis limits its commands too, but one that meets a breaking connection
/// may never complete, and what awaits it would hang for ever: a grain, the view of the cluster.
/// </summary>
public static class RedisPatience
{
    // More than the client's own limit for a command.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Waits no longer than that.</summary>
    /// <exception cref="TimeoutException">It took longer; it may yet be done.</exception>
    public static Task InTime(this Task command) => command.WaitAsync(Limit);

    /// <inheritdoc cref="InTime"/>
    public static Task<T> InTime<T>(this Task<T> command) => command.WaitAsync(Limit);
}
