using System.Diagnostics;
using System.Net;

namespace PromptGen.SystemTests.Events;

/// <summary>What a cancellation has to do.</summary>
internal static class Cancelling
{
    // It takes milliseconds; a second is promised for when a signal is missed; the rest is for a busy machine.
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Cancels, and waits for the end of the call.</summary>
    public static async Task AssertClosedAsync(ApiClient user, Guid task, ModelCall call)
    {
        Assert.False(call.Ended.IsCompleted);
        var clock = Stopwatch.StartNew();
        await CancelAsync(user, task);
        await call.Disconnected.WaitAsync(Soon, Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine($"closed after {clock.ElapsedMilliseconds} ms");
        Assert.Equal("cancelled", (await user.StatusAsync(task, Cancellation)).Status);
    }

    public static async Task CancelAsync(ApiClient user, Guid task)
    {
        using var answer = await user.CancelAsync(task, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("cancelled", new Generation(answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)).Status);
    }
}
