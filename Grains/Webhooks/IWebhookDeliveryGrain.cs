namespace PromptGen.Webhooks;

/// <summary>One try to deliver, as the silo that makes it holds it.</summary>
/// <param name="Id">The <c>webhook-id</c>.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Secrets">What it is signed with, the newest first. Not for logs.</param>
[GenerateSerializer, Immutable, Alias("DeliveryTry")]
public sealed record DeliveryTry([property: Id(0)] string Id, [property: Id(1)] string Url, [property: Id(2)] byte[] Body, [property: Id(3)] IReadOnlyList<string> Secrets)
{
    /// <inheritdoc cref="WebhookEvent.TraceParent" />
    [Id(4)] public string? TraceParent { get; init; }
}

/// <summary>The side of a user's webhooks that deliverers use. Each call may be repeated. Key: the user id.</summary>
[Alias("IWebhookDeliveryGrain")]
public interface IWebhookDeliveryGrain : IGrainWithStringKey
{
    /// <summary>Begins a try whose time has come; nobody else gets it for as long as it may take.</summary>
    /// <returns>The try; <c>null</c>: there is nothing to do.</returns>
    [Alias("Begin")]
    Task<DeliveryTry?> Begin(string webhookId);

    /// <summary>Says what became of it.</summary>
    [Alias("End")]
    Task End(string webhookId, string url, WebhookAttempt attempt);

    /// <summary>Gives a try back that was not made.</summary>
    [Alias("Postpone")]
    Task Postpone(string webhookId, TimeSpan pause);

    /// <summary>Takes the texts of a deleted generation out of what is kept of its deliveries; those that wait go out without them.</summary>
    [Alias("Forget")]
    Task Forget(Guid taskId);
}
