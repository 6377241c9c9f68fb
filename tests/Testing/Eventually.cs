namespace PromptGen.Testing;

/// <summary>Waits for a condition that nobody signals, with a bound that says what did not come true.</summary>
public static class Eventually
{
    /// <summary>More than anything takes on a busy machine.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again until <paramref name="isTrue"/>.</summary>
    public static Task UntilAsync(Func<Task<bool>> isTrue, string what, CancellationToken cancellation = default) =>
        GetAsync(isTrue, result => result, what, cancellation);

    /// <summary>Asks again until <paramref name="isTrue"/>.</summary>
    public static Task UntilAsync(Func<bool> isTrue, string what, CancellationToken cancellation = default) =>
        UntilAsync(() => Task.FromResult(isTrue()), what, cancellation);

    /// <summary>Asks again until the answer suits, and gives that answer.</summary>
    /// <exception cref="TimeoutException">It never did; the message holds the last answer.</exception>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> suits, string what, CancellationToken cancellation = default)
    {
        var until = TimeProvider.System.GetUtcNow() + Bound;
        while (true)
        {
            var answer = await ask();
            if (suits(answer))
                return answer;
            if (TimeProvider.System.GetUtcNow() > until)
                throw new TimeoutException($"Within {Bound.TotalSeconds:0} seconds it did not come true that {what}. Last: {answer}");
            await Task.Delay(Interval, cancellation);
        }
    }
}
