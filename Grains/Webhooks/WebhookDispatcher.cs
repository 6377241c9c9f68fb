using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace PromptGen.Webhooks;

/// <summary>
/// Makes the deliveries that are due, whoever announced them. Every silo looks: the user's grain gives each try to one of them, and if that one dies,
/// the try is due again.
/// </summary>
public sealed partial class WebhookDispatcher(
    IWebhookDeliveries deliveries, WebhookSender sender, WebhookMetrics metrics, DueSignal due, IGrainFactory grains, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<WebhookDispatcher> logger)
    : BackgroundService
{
    /// <summary>How long a try waits for a place at its host.</summary>
    public static readonly TimeSpan MostWait = TimeSpan.FromSeconds(10);

    private const int LookAtOnce = 256;

    // Those that wait for a place at a host that hangs are among them, and one user's are but some.
    private const int MostHeld = 4096, MostHeldPerUser = 128;

    // What is announced or put off here is known at once; this is for what a silo that is gone has left.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // There is more than could be looked at.
    private static readonly TimeSpan FullPause = TimeSpan.FromMilliseconds(50);

    // Whoever found no place comes again, not all at once.
    private static readonly TimeSpan ComeAgain = TimeSpan.FromSeconds(5);

    private readonly HostPlaces _places = new(options.Value.PerHostConcurrency, clock);
    private readonly ConcurrentDictionary<DeliveryKey, Task> _held = new();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Interval;
            try
            {
                pause = await Look(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotLooked(failure);
            }
            await due.Wait(pause, stoppingToken);
        }
        await Task.WhenAll(_held.Values);
    }

    /// <summary>Begins what is due.</summary>
    /// <returns>When to look again.</returns>
    private async Task<TimeSpan> Look(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var earliest = await deliveries.Due(now + Interval, LookAtOnce);
        var perUser = _held.Keys.GroupBy(key => key.UserId).ToDictionary(user => user.Key, user => user.Count());
        foreach (var (key, at) in earliest)
        {
            if (at > now)
                return at - now;
            if (_held.ContainsKey(key))
                continue;
            if (_held.Count >= MostHeld)
                return Interval;
            if (perUser.GetValueOrDefault(key.UserId) >= MostHeldPerUser)
            {
                await deliveries.Schedule(key, now + Later());
                continue;
            }
            perUser[key.UserId] = perUser.GetValueOrDefault(key.UserId) + 1;
            Begin(key, stopping);
        }
        return earliest.Count < LookAtOnce ? Interval : FullPause;
    }

    private void Begin(DeliveryKey key, CancellationToken stopping)
    {
        var done = new TaskCompletionSource();
        _held[key] = done.Task;
        _ = Task.Run(async () =>
        {
            try
            {
                await Deliver(key, stopping);
            }
            catch (Exception failure)
            {
                // The try is due again when its time is over.
                if (!stopping.IsCancellationRequested)
                    LogNotTried(failure, key.Id, key.UserId);
            }
            finally
            {
                var wasFull = _held.Count >= MostHeld;
                _held.TryRemove(key, out _);
                done.SetResult();
                if (wasFull)
                    due.Set();
            }
        }, CancellationToken.None);
    }

    private async Task Deliver(DeliveryKey key, CancellationToken stopping)
    {
        var webhooks = grains.ByKey<IWebhookDeliveryGrain>(key.UserId);
        if (await webhooks.Begin(key.Id) is not { } begun)
            return;
        WebhookAttempt attempt;
        try
        {
            using var place = await _places.Take(new Uri(begun.Url).IdnHost, MostWait, stopping);
            if (place is null)
            {
                await webhooks.Postpone(key.Id, Later());
                return;
            }
            var began = clock.GetTimestamp();
            attempt = await sender.Send(begun, stopping);
            metrics.Tried(attempt, clock.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Another silo, or the next start, makes it at once.
            await webhooks.Postpone(key.Id, TimeSpan.Zero);
            return;
        }
        await webhooks.End(key.Id, begun.Url, attempt);
    }

    private static TimeSpan Later() => ComeAgain * (1 + Random.Shared.NextDouble());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks that are due could not be looked for; trying again soon")]
    private partial void LogNotLooked(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A try of webhook {WebhookId} of {UserId} could not be begun, or its outcome not be kept; it is made again soon")]
    private partial void LogNotTried(Exception failure, string webhookId, string userId);
}
