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
        webhooks.MapGet("/endpoint", EndpointApi.Get).WithName("getWebhookEndpoint").Produces<EndpointBody>();
        webhooks.MapPut("/endpoint", EndpointApi.Put).WithName("setWebhookEndpoint").Produces<EndpointBody>().ReadsJson<EndpointChangeBody>(ErrorCodes.InvalidUrl).CallsBack("url");
        webhooks.MapDelete("/endpoint", EndpointApi.Delete).WithName("deleteWebhookEndpoint").Produces(StatusCodes.Status204NoContent);
        webhooks.MapGet("/secret", SecretApi.Get).WithName("getWebhookSecret").Produces<SecretBody>().SendsCacheControl("no-store");
        webhooks.MapPost("/secret/rotate", SecretApi.Rotate).WithName("rotateWebhookSecret").Produces<SecretBody>().SendsCacheControl("no-store");
        webhooks.MapGet("/deliveries", DeliveriesApi.Get).WithName("listWebhookDeliveries").Produces<DeliveriesBody>().SendsCacheControl("no-cache, private")
            .Refuses(StatusCodes.Status400BadRequest, ErrorCodes.InvalidTaskId, ErrorCodes.InvalidLimit, ErrorCodes.InvalidCursor)
            .TakesQueryId("task_id", "Only those that tell of this generation.")
            .TakesLimit()
            .TakesQuery("cursor", "The next of the page before.");
        webhooks.MapPost("/deliveries/{webhookId}/redeliver", DeliveriesApi.Redeliver).WithName("redeliverWebhook").Produces<DeliveryBody>(StatusCodes.Status202Accepted)
            .Refuses(StatusCodes.Status404NotFound, ErrorCodes.WebhookNotFound)
            .Refuses(StatusCodes.Status429TooManyRequests, ErrorCodes.RateLimited)
            .MaySendRateLimit(StatusCodes.Status202Accepted, StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests);
    }
}
