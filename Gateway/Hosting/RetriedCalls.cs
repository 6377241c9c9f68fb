using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace PromptGen.Gateway.Hosting;

/// <summary>
/// Repeats a call that failed: when a silo has died or left, another has the grain in no time, and no client need hear of it. All that a
/// gateway calls may be repeated, because ids, also of changes, and references see to it. What failed at once is repeated for about a second, what was
/// rejected, because the cluster has not agreed yet on who has the grain, for two and a half, and what was not answered in time once:
/// no answer takes longer than ten seconds.
/// </summary>
public sealed class RetriedCalls(IOptions<ClientMessagingOptions> messaging, TimeProvider clock) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(1500)];

    // Orleans looks for calls that were not answered in time about once a second.
    private readonly TimeSpan _patience = messaging.Value.ResponseTimeout + TimeSpan.FromSeconds(1.2);

    /// <inheritdoc />
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var began = clock.GetTimestamp();
        for (var made = 0; ; made++)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (Exception failure) when (made < Repetitions(failure) && clock.GetElapsedTime(began) < _patience)
            {
                await Task.Delay(Pauses[made], clock);
            }
        }
    }

    private static int Repetitions(Exception failure) => failure switch
    {
        OrleansMessageRejectionException => Pauses.Length,
        _ when failure.IsTransient() => Pauses.Length - 1,
        _ => 0,
    };
}
