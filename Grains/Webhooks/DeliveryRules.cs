namespace PromptGen.Webhooks;

/// <summary>What becomes of a delivery. Pure: no clock, no storage.</summary>
public static class DeliveryRules
{
    // More than the tries of one life; only redeliveries by hand go beyond.
    private const int MostAttempts = 20;

    /// <summary>A delivery that begins.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="id">Its id.</param>
    /// <param name="place">Its place.</param>
    /// <param name="url">Where it goes.</param>
    /// <param name="isClosed">Whether the receiver there wants no more.</param>
    /// <param name="now">The time.</param>
    public static DeliveryRecord Begin(WebhookEvent happened, string id, long place, string url, bool isClosed, DateTimeOffset now) => new()
    {
        Id = id,
        Type = happened.Type,
        Place = place,
        TaskId = happened.TaskId,
        Url = url,
        IsForEndpoint = happened.CallbackUrl is null,
        State = isClosed ? WebhookState.Disabled : WebhookState.Pending,
        NextAttemptAt = isClosed ? null : now,
        TraceParent = happened.TraceParent,
    };

    /// <summary>After a try.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="url">Where it went.</param>
    /// <param name="attempt">The try.</param>
    /// <param name="now">The time.</param>
    /// <param name="pause">How long to wait after so many failures; <c>null</c>: no longer.</param>
    public static DeliveryRecord After(this DeliveryRecord delivery, string url, WebhookAttempt attempt, DateTimeOffset now, Func<int, TimeSpan?> pause)
    {
        var tried = delivery with { Url = url, Attempts = [.. delivery.Attempts.TakeLast(MostAttempts - 1), attempt] };
        return (delivery.State, attempt.Error) switch
        {
            (_, null) => tried.End(WebhookState.Delivered),
            // Two tries of the same one met, and the other had the last word.
            (not WebhookState.Pending, _) => tried,
            (_, WebhookErrors.Gone) => tried.End(WebhookState.Disabled),
            _ => pause(delivery.Failures + 1) is { } longer
                ? tried with { Failures = delivery.Failures + 1, NextAttemptAt = now + longer }
                : tried.End(WebhookState.Failed),
        };
    }

    /// <summary>It is not tried any more, though nobody was asked this time.</summary>
    public static DeliveryRecord Disable(this DeliveryRecord delivery) => delivery.End(WebhookState.Disabled);

    /// <summary>It is made again, as from the beginning.</summary>
    public static DeliveryRecord Again(this DeliveryRecord delivery, DateTimeOffset now) =>
        delivery with { State = WebhookState.Pending, NextAttemptAt = now, Failures = 0, IsByHand = true };

    private static DeliveryRecord End(this DeliveryRecord delivery, WebhookState state) => delivery with { State = state, NextAttemptAt = null, IsByHand = false };
}
