using PromptGen.Gateway.Errors;
using PromptGen.Silo.Hosting;

namespace PromptGen.Gateway.Hosting;

/// <summary>
/// Repeats a call that failed: when a silo has died or left, another has the grain in no time, and no client need hear of it. All that a
/// gateway calls may be repeated, because ids and references see to it. What failed at once is repeated for about a second, what was
/// not answered in time once, so that no answer takes longer than ten seconds.
/// </summary>
public sealed class RetriedCalls(TimeProvider clock) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(600)];

    // Orleans looks for calls that were not answered in time about once a second.
    private static readonly TimeSpan Patience = ClusterSettings.ClusterResponseTimeout + TimeSpan.FromSeconds(1.2);

    /// <inheritdoc />
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var began = clock.GetTimestamp();
        foreach (var pause in Pauses)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (Exception failure) when (Unavailable.Is(failure, CancellationToken.None) && clock.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(pause, clock);
            }
        }
        await context.Invoke();
    }
}
