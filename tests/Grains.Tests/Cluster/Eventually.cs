using System.Diagnostics;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Waits for what gives no signal, with a bound that only a broken program reaches.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until what it sees is as <paramref name="expected"/>.</summary>
    public static async Task<T> Sees<T>(Func<Task<T>> look, Func<T, bool> expected)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (expected(seen))
                return seen;
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"Still {seen}.");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
