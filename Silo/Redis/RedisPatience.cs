namespace PromptGen.Silo.Redis;

/// <summary>
/// A limit of our own for whatever waits for Redis. StackExchange.Redis limits its commands too, but one that meets a breaking connection
/// may never complete, and what awaits it would hang for ever: a grain, the view of the cluster.
/// </summary>
public static class RedisPatience
{
    // More than the client's own limit for a command.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Runs a command, no longer than that, for callers who know no Redis.</summary>
    /// <param name="name">What it writes.</param>
    /// <param name="command">The command.</param>
    /// <exception cref="OrleansException">It failed; it may yet be done.</exception>
    public static async Task Write(string name, Func<Task> command)
    {
        try
        {
            await command().InTime();
        }
        catch (Exception failure)
        {
            // Callers are on other silos and gateways, and know a failing store as what Orleans makes of it. A connection that breaks
            // this moment may fail with anything.
            throw new OrleansException($"The {name} cannot be written: {failure.GetType().Name}");
        }
    }

    /// <summary>Waits no longer than that.</summary>
    /// <exception cref="TimeoutException">It took longer; it may yet be done.</exception>
    public static Task InTime(this Task command) => command.WaitAsync(Limit);

    /// <inheritdoc cref="InTime"/>
    public static Task<T> InTime<T>(this Task<T> command) => command.WaitAsync(Limit);
}
