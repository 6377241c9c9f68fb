using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Webhooks;

/// <summary>The routes of webhooks.</summary>
public static class WebhooksApi
{
    /// <summary>Maps them.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/api/v1/webhooks").RequireAuthorization().WithTags("Webhooks")
            .Refuses(StatusCodes.Status401Unauthorized)
            .Refuses(StatusCodes.Status503ServiceUnavailable);
        webhooks.MapGet("/endpoint", EndpointApi.Get).Produces<EndpointBody>();
        webhooks.MapPut("/endpoint", EndpointApi.Put).Produces<EndpointBody>().ReadsJson<EndpointChangeBody>(ErrorCodes.InvalidUrl);
        webhooks.MapDelete("/endpoint", EndpointApi.Delete).Produces(StatusCodes.Status204NoContent);
        webhooks.MapGet("/secret", SecretApi.Get).Produces<SecretBody>();
        webhooks.MapPost("/secret/rotate", SecretApi.Rotate).Produces<SecretBody>();
        webhooks.MapGet("/deliveries", DeliveriesApi.Get).Produces<DeliveriesBody>()
            .Refuses(StatusCodes.Status400BadRequest, ErrorCodes.InvalidTaskId, ErrorCodes.InvalidLimit, ErrorCodes.InvalidCursor)
            .TakesQuery("task_id", "Only those that tell of this generation.")
            .TakesLimit()
            .TakesQuery("cursor", "The next of the page before.");
        webhooks.MapPost("/deliveries/{webhookId}/redeliver", DeliveriesApi.Redeliver).Produces<DeliveryBody>(StatusCodes.Status202Accepted)
            .Refuses(StatusCodes.Status404NotFound, ErrorCodes.WebhookNotFound)
            .Refuses(StatusCodes.Status429TooManyRequests, ErrorCodes.RateLimited);
    }
}
