using System.Globalization;
using PromptGen.Gateway.Http;
using PromptGen.RateLimits;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Webhooks;

/// <summary>What became of a user's webhooks.</summary>
internal static class DeliveriesApi
{
    // Others were never given out.
    private const int MaxIdLength = 100;

    /// <summary>Your webhooks and what became of them, newest first.</summary>
    /// <remarks>Kept for seven days after they have ended, the newest thousand, where the operator says nothing else. Pages stay as they are while new ones come.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Get(HttpContext context, IGrainFactory grains)
    {
        var (query, taskId, before) = (context.Request.Query, (Guid?)null, (long?)null);
        if (query.TryGetValue("task_id", out var task))
        {
            if (!Guid.TryParseExact(task, "D", out var id))
                return Problems.Create(StatusCodes.Status400BadRequest, "task_id has to be the id that a start was answered with", ErrorCodes.InvalidTaskId);
            taskId = id;
        }
        var (limit, badLimit) = PageLimit.Read(context.Request);
        if (badLimit is not null)
            return badLimit;
        if (query["cursor"].ToString() is { Length: > 0 } cursor)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
                return PageLimit.BadCursor();
            before = place;
        }

        var page = await EndpointApi.Of(context, grains).List(taskId, before, limit);
        context.Response.Headers.CacheControl = "no-cache, private";
        return TypedResults.Json(
            new DeliveriesBody([.. page.Results.Select(DeliveryBody.From)], page.Next?.ToString(CultureInfo.InvariantCulture)), WebhooksJson.Web.DeliveriesBody);
    }

    /// <summary>Sends a webhook once more, as it was. Counts as a start for the rate limit.</summary>
    /// <remarks>Whatever became of it. If the receiver, which had answered 410, takes it, its address is open again. One that is for your endpoint goes to where that is now.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="webhookId">Its webhook-id.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Redeliver(HttpContext context, string webhookId, IGrainFactory grains)
    {
        if (RateLimitHeaders.Answer(context, await grains.ByKey<IStartLimitGrain>(context.User.UserId()).Take(1), "start generations and have webhooks sent again") is { } refusal)
            return refusal;
        var again = webhookId.Length <= MaxIdLength && webhookId.All(static sign => char.IsAsciiLetterOrDigit(sign) || sign == '_') ? await EndpointApi.Of(context, grains).Redeliver(webhookId) : null;
        return again is null
            ? Problems.Create(StatusCodes.Status404NotFound, "There is no webhook of yours with this id, or it was too long ago", ErrorCodes.WebhookNotFound)
            : TypedResults.Json(DeliveryBody.From(again), WebhooksJson.Web.DeliveryBody, statusCode: StatusCodes.Status202Accepted);
    }
}
