using PromptGen.Gateway.Errors;

namespace PromptGen.Gateway.Hosting;

/// <summary>
/// Repeats a call that failed at once, for about a second: when a silo has died or left, the next one has the grain in no time, and no
/// client need hear of it. All that a gateway calls may be repeated, because ids and references see to it. A call that failed after
/// long is not repeated, so that no answer takes longer than ten seconds.
/// </summary>
public sealed class RetriedCalls(TimeProvider clock) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(600)];
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        foreach (var pause in Pauses)
        {
            var began = clock.GetTimestamp();
            try
            {
                await context.Invoke();
                return;
            }
            catch (Exception failure) when (Unavailable.Is(failure, CancellationToken.None) && clock.GetElapsedTime(began) < AtOnce)
            {
                await Task.Delay(pause, clock);
            }
        }
        await context.Invoke();
    }
}
