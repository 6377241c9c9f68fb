using System.Diagnostics;
using PromptGen.Load.Systems;
using PromptGen.Testing.Processes;

namespace PromptGen.Load.Measuring;

/// <summary>Waits until a service has done all it had to do, what it does behind its clients' backs included.</summary>
internal static class Quiet
{
    // More than an idle service sends in a look; less than a single task does.
    private const int IdleCommands = 6, Looks = 5;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200), Longest = TimeSpan.FromMinutes(10);

    /// <summary>Waits until Redis is left alone, and the model too; without either a second.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="isHeld">Whether the model keeps its answers, so that only Redis is waited for.</param>
    public static async Task UntilAsync(Service service, CancellationToken cancellation, bool isHeld = false)
    {
        if (service.RedisPort is not { } port)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            return;
        }
        using var probe = new RedisProbe(port);
        var begun = Stopwatch.GetTimestamp();
        var (last, quiet) = (long.MinValue, 0);
        while (quiet < Looks)
        {
            if (Stopwatch.GetElapsedTime(begun) > Longest)
                throw new TimeoutException("The service never came to rest.");
            await Task.Delay(Between, cancellation);
            var now = await probe.FigureAsync("total_commands_processed", cancellation);
            var busy = now - last > IdleCommands || (!isHeld && service.Model is { } model && (await model.CountsAsync(cancellation)).InFlight > 0);
            quiet = busy ? 0 : quiet + 1;
            last = now;
        }
    }
}
