using System.Text.Json.Serialization;
using PromptGen.Bodies;
using PromptGen.Webhooks;

namespace PromptGen.Gateway.Webhooks;

/// <summary>Where your events are to go.</summary>
/// <param name="Url">An https address on port 443, at most 2048 characters; plain http, other ports and private addresses only at hosts that the operator allows.</param>
/// <example>
/// {"url":"https://shop.example/hooks"}
/// </example>
internal sealed record EndpointChangeBody(string Url);

/// <summary>Where your events go that have no <c>callback_url</c>.</summary>
/// <param name="Url">The address; <c>null</c>: nowhere.</param>
/// <param name="Disabled">Whether it answered 410: nothing goes there until a redelivery by hand succeeds.</param>
/// <example>
/// {"url":"https://shop.example/hooks","disabled":false}
/// </example>
public sealed record EndpointBody([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Url, bool Disabled)
{
    internal static EndpointBody From(WebhookEndpoint endpoint) => new(endpoint.Url, endpoint.IsClosed);
}

/// <summary>What your webhooks are signed with.</summary>
/// <param name="Secret">The secret: <c>whsec_</c> and base 64, as the libraries of Standard Webhooks take it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="PreviousValidUntil">Until when each webhook is signed with the secret before as well; <c>null</c>: it is not.</param>
/// <example>
/// {"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw","created_at":"2026-11-26T09:00:00.000000Z","previous_valid_until":null}
/// </example>
public sealed record SecretBody(string Secret, DateTimeOffset CreatedAt, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? PreviousValidUntil)
{
    internal static SecretBody From(WebhookSecret secret) => new(secret.Secret, secret.CreatedAt, secret.PreviousValidUntil);
}

/// <summary>A webhook, and what became of it.</summary>
/// <param name="WebhookId">Its <c>webhook-id</c>, the same with each attempt.</param>
/// <param name="Type">What it tells.</param>
/// <param name="TaskId">The generation that it tells of; <c>null</c>: of none.</param>
/// <param name="Url">Where it goes, or went last.</param>
/// <param name="Attempts">The newest twenty attempts, oldest first.</param>
/// <param name="State"><c>pending</c>, <c>delivered</c>, <c>failed</c> or <c>disabled</c>.</param>
/// <param name="NextAttemptAt">When it is tried next; <c>null</c>: not any more.</param>
/// <example>
/// {"webhook_id":"msg_0f3b6b1d7c9a4e2f8d5c1b0a9e8f7d6c","type":"prompt_generation.completed","task_id":"4be0643f-1d98-573b-97cd-ca98a65347dd","url":"https://shop.example/hooks","attempts":[{"at":"2026-11-26T09:00:04.300000Z","status":503,"error":"unexpected_status"}],"state":"pending","next_attempt_at":"2026-11-26T09:00:09.300000Z"}
/// </example>
public sealed record DeliveryBody(
    string WebhookId,
    [property: OneOf(typeof(WebhookTypes))] string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? TaskId,
    string Url,
    IReadOnlyList<AttemptBody> Attempts,
    WebhookState State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? NextAttemptAt)
{
    internal static DeliveryBody From(WebhookDelivery delivery) => new(
        delivery.Id, delivery.Type, delivery.TaskId, delivery.Url,
        [.. delivery.Attempts.Select(attempt => new AttemptBody(attempt.At, attempt.Status, attempt.Error))],
        delivery.State, delivery.NextAttemptAt);
}

/// <summary>One attempt.</summary>
/// <param name="At">When it began.</param>
/// <param name="Status">The HTTP status of the answer; <c>null</c>: there was none.</param>
/// <param name="Error">Why it failed; <c>null</c>: it was delivered.</param>
public sealed record AttemptBody(
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never), OneOf(typeof(WebhookErrors))] string? Error);

/// <summary>A page of webhooks.</summary>
/// <param name="Results">The webhooks, newest first.</param>
/// <param name="Next">The cursor of the next page; <c>null</c>: there is none.</param>
/// <example>
/// {"results":[{"webhook_id":"msg_0f3b6b1d7c9a4e2f8d5c1b0a9e8f7d6c","type":"prompt_generation.completed","task_id":"4be0643f-1d98-573b-97cd-ca98a65347dd","url":"https://shop.example/hooks","attempts":[{"at":"2026-11-26T09:00:04.300000Z","status":503,"error":"unexpected_status"}],"state":"pending","next_attempt_at":"2026-11-26T09:00:09.300000Z"}],"next":null}
/// </example>
public sealed record DeliveriesBody(IReadOnlyList<DeliveryBody> Results, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);
