namespace PromptGen.Webhooks;

/// <content>The deliveries.</content>
public sealed partial class WebhooksGrain
{
    // Trimmed in pieces, so that few commands are spent on it.
    private const int TrimEvery = 50;

    // A page of places that is looked through for those of one generation.
    private const int PlacesAtOnce = 200;

    // A try that nobody has spoken of for so long beyond its limit is made again: its silo is gone.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly RetrySchedule _schedule = new(options.Value.RetryDelays);
    private readonly Dictionary<string, DateTimeOffset> _underWay = [];
    private long _place;
    private int _added;

    private TimeSpan Lease => WebhookDispatcher.MostWait + options.Value.AttemptTimeout + Silence;

    /// <inheritdoc />
    public async Task Announce(IReadOnlyList<WebhookEvent> events)
    {
        var (begun, now) = (new List<(DeliveryRecord, byte[])>(), clock.GetUtcNow());
        foreach (var happened in events)
        {
            if ((happened.CallbackUrl ?? State.Endpoint) is { } url)
                begun.Add((DeliveryRules.Begin(happened, happened.IdFor(UserId), NextPlace(now), url, State.IsClosed(url), now), WebhookBody.Of(happened)));
        }
        if (begun.Count == 0)
            return;
        await deliveries.Add(UserId, begun, Keep);
        due.Set();
        if ((_added += begun.Count) >= TrimEvery)
        {
            _added = 0;
            await deliveries.Trim(UserId, options.Value.PerUserCapacity, Keep);
        }
    }

    /// <inheritdoc />
    public async Task<WebhookDeliveryPage> List(Guid? taskId, long? before, int limit)
    {
        var results = new List<WebhookDelivery>(limit);
        for (var (place, last) = (before, 0L); ;)
        {
            // One more than asked for tells whether there is another page.
            var most = taskId is null ? limit - results.Count + 1 : PlacesAtOnce;
            var entries = await deliveries.Before(UserId, place, taskId, most);
            foreach (var (at, record) in entries)
            {
                if (record is not null && results.Count == limit)
                    return new WebhookDeliveryPage(results, last);
                if (record is not null)
                    results.Add(record.ToView());
                last = at;
            }
            if (entries.Count < most)
                return new WebhookDeliveryPage(results, null);
            place = last;
        }
    }

    /// <inheritdoc />
    public async Task<WebhookDelivery?> Redeliver(string webhookId)
    {
        if (await deliveries.Find(new DeliveryKey(UserId, webhookId)) is not { } found)
            return null;
        var again = found.Record.Again(clock.GetUtcNow());
        await deliveries.Save(UserId, again, Keep);
        due.Set();
        return again.ToView();
    }

    /// <inheritdoc />
    public async Task<DeliveryTry?> Begin(string webhookId)
    {
        var (key, now) = (new DeliveryKey(UserId, webhookId), clock.GetUtcNow());
        if (_underWay.TryGetValue(webhookId, out var until) && until > now)
            return null;
        if (await deliveries.Find(key) is not ({ State: WebhookState.Pending } record, var body))
        {
            await deliveries.Unschedule(key);
            return null;
        }
        if (record.NextAttemptAt is { } at && at > now)
        {
            await deliveries.Schedule(key, at);
            return null;
        }
        // An endpoint may be another one, or none, by now.
        if ((record.IsForEndpoint ? State.Endpoint : record.Url) is not { } url || (State.IsClosed(url) && !record.IsByHand))
        {
            await deliveries.Save(UserId, record.Disable(), Keep);
            return null;
        }
        if (State.Secrets.Count == 0)
            await Save(State.Rotate(now));
        await deliveries.Schedule(key, now + Lease);
        _underWay[webhookId] = now + Lease;
        return new DeliveryTry(webhookId, url, body, State.SecretsAt(now)) { TraceParent = record.TraceParent };
    }

    /// <inheritdoc />
    public async Task End(string webhookId, string url, WebhookAttempt attempt)
    {
        if (await deliveries.Find(new DeliveryKey(UserId, webhookId)) is not ({ } record, _))
            return;
        var next = record.After(url, attempt, clock.GetUtcNow(), failures => _schedule.After(failures, Random.Shared.NextDouble()));
        await Save(attempt.Error switch
        {
            null => State.Open(url),
            WebhookErrors.Gone => State.Close(url),
            _ => State,
        });
        await deliveries.Save(UserId, next, Keep);
        _underWay.Remove(webhookId);
        if (next.NextAttemptAt is not null)
            due.Set();
        if (next.State is WebhookState.Failed or WebhookState.Disabled)
            LogGivenUp(webhookId, UserId, next.State, next.Attempts.Count, attempt.Error);
    }

    /// <inheritdoc />
    public async Task Postpone(string webhookId, TimeSpan pause)
    {
        await deliveries.Schedule(new DeliveryKey(UserId, webhookId), clock.GetUtcNow() + pause);
        _underWay.Remove(webhookId);
        due.Set();
    }

    /// <summary>The microseconds since 1970, or one more than the last, so that no two are the same.</summary>
    private long NextPlace(DateTimeOffset now) => _place = Math.Max(_place + 1, (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {WebhookId} of {UserId} is given up ({State}) after {Attempts} tries, at last because of {Error}")]
    private partial void LogGivenUp(string webhookId, string userId, WebhookState state, int attempts, string? error);
}
