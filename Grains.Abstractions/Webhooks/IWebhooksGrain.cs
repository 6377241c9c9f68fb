namespace PromptGen.Webhooks;

/// <summary>
/// What one user is told by webhooks (Standard Webhooks, www.standardwebhooks.com): where to, signed with what, and what became of it. Every answer is
/// durable, and each call may be repeated. Key: the user id.
/// </summary>
[Alias("IWebhooksGrain")]
public interface IWebhooksGrain : IGrainWithStringKey
{
    /// <summary>Where the events go that have no callback of their own.</summary>
    [Alias("GetEndpoint")]
    Task<WebhookEndpoint> GetEndpoint();

    /// <summary>Sets where they go; <c>null</c>: nowhere. What waits for an endpoint goes to the one there is when its time comes.</summary>
    /// <param name="url">An address that <see cref="WebhookUrl"/> has found good.</param>
    [Alias("SetEndpoint")]
    Task<WebhookEndpoint> SetEndpoint(string? url);

    /// <summary>What the user's webhooks are signed with; made when it is first asked for.</summary>
    [Alias("GetSecret")]
    Task<WebhookSecret> GetSecret();

    /// <summary>Makes a new secret; the one before signs too for 24 hours.</summary>
    [Alias("RotateSecret")]
    Task<WebhookSecret> RotateSecret();

    /// <summary>
    /// Takes events on, to be delivered at least once. The same event again is the same delivery. One with neither a callback nor an endpoint to go to is
    /// dropped.
    /// </summary>
    [Alias("Announce")]
    Task Announce(IReadOnlyList<WebhookEvent> events);

    /// <summary>Deliveries, newest first.</summary>
    /// <param name="taskId">Those of one generation; <c>null</c>: all.</param>
    /// <param name="before">The <see cref="WebhookDeliveryPage.Next"/> of the page before; <c>null</c>: from the newest on.</param>
    /// <param name="limit">How many at the most.</param>
    [Alias("List")]
    Task<WebhookDeliveryPage> List(Guid? taskId, long? before, int limit);

    /// <summary>Sends a delivery once more, as the first time, whatever became of it, and opens its address again if that takes it.</summary>
    /// <returns>The delivery; <c>null</c>: there is none of this id.</returns>
    [Alias("Redeliver")]
    Task<WebhookDelivery?> Redeliver(string webhookId);
}
