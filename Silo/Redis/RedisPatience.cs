using System.Diagnostics;

namespace PromptGen.Silo.Redis;

/// <summary>
/// A limit of our own for whatever waits for Redis. StackExchange.Redis limits its commands too, but one that meets a breaking connection
/// may never complete, and what awaits it would hang for ever: a grain, the view of the cluster.
/// </summary>
public static class RedisPatience
{
    // More than the client's own limit for a command.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Runs a command that writes, no longer than that, for callers who know no Redis.</summary>
    /// <param name="name">What it writes.</param>
    /// <param name="command">The command.</param>
    /// <exception cref="OrleansException">It failed; it may yet be done.</exception>
    public static Task Write(string name, Func<Task> command) => Write(name, async () =>
    {
        await command();
        return true;
    });

    /// <inheritdoc cref="Write(string, Func{Task})"/>
    /// <returns>What Redis answered.</returns>
    public static Task<T> Write<T>(string name, Func<Task<T>> command) => Run($"The {name} cannot be written", command);

    /// <summary>Runs a command that reads, no longer than that, for callers who know no Redis.</summary>
    /// <param name="name">What it reads.</param>
    /// <param name="command">The command.</param>
    /// <returns>What Redis answered.</returns>
    /// <exception cref="OrleansException">It failed.</exception>
    public static Task<T> Read<T>(string name, Func<Task<T>> command) => Run($"The {name} cannot be read", command);

    /// <summary>Waits no longer than that.</summary>
    /// <exception cref="TimeoutException">It took longer; it may yet be done.</exception>
    public static Task InTime(this Task command) => command.WaitAsync(Limit);

    /// <inheritdoc cref="InTime"/>
    public static Task<T> InTime<T>(this Task<T> command) => command.WaitAsync(Limit);

    private static async Task<T> Run<T>(string failing, Func<Task<T>> command)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var answer = await command().InTime();
            RedisMetrics.Answered(began);
            return answer;
        }
        catch (Exception failure)
        {
            RedisMetrics.Failed(failure);
            // Callers are on other silos and gateways, and know a failing store as what Orleans makes of it: the client's own exceptions cannot be
            // sent to them. A connection that breaks this moment may fail with anything.
            throw new OrleansException($"{failing}: {failure.GetType().Name}");
        }
    }
}
