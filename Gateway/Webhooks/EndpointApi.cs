using Microsoft.Extensions.Options;
using PromptGen.Gateway.Http;
using PromptGen.ServiceDefaults.Security;
using PromptGen.Webhooks;

namespace PromptGen.Gateway.Webhooks;

/// <summary>Where a user's events go.</summary>
internal static class EndpointApi
{
    /// <summary>Where your events go that have no callback_url.</summary>
    /// <param name="context">The request.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Get(HttpContext context, IGrainFactory grains) => Answer(await Of(context, grains).GetEndpoint());

    /// <summary>Sets where your events go that have no callback_url.</summary>
    /// <remarks>From then on, and those that still wait for an endpoint too.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="grains">The cluster.</param>
    /// <param name="targets">The hosts that are excepted from what else is asked of an address.</param>
    public static async Task<IResult> Put(HttpContext context, IGrainFactory grains, IOptions<WebhookTargets> targets)
    {
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        var url = body.Text("url");
        if (WebhookUrl.Parse(url, targets.Value).Problem is { } wrong)
            return Problems.Create(StatusCodes.Status400BadRequest, $"url {wrong}", ErrorCodes.InvalidUrl);
        return Answer(await Of(context, grains).SetEndpoint(url));
    }

    /// <summary>Your events go nowhere from now on, but for those that have a callback_url.</summary>
    /// <remarks>Those that still wait for an endpoint are disabled when their time comes.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Delete(HttpContext context, IGrainFactory grains)
    {
        await Of(context, grains).SetEndpoint(null);
        return TypedResults.NoContent();
    }

    /// <summary>The webhooks of whoever asks.</summary>
    internal static IWebhooksGrain Of(HttpContext context, IGrainFactory grains) => grains.ByKey<IWebhooksGrain>(context.User.UserId());

    private static IResult Answer(WebhookEndpoint endpoint) => TypedResults.Json(EndpointBody.From(endpoint), WebhooksJson.Web.EndpointBody);
}
