using PromptGen.Webhooks;

namespace PromptGen.Gateway.Webhooks;

/// <summary>What a user's webhooks are signed with.</summary>
internal static class SecretApi
{
    /// <summary>What your webhooks are signed with.</summary>
    /// <param name="context">The request.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Get(HttpContext context, IGrainFactory grains) => Answer(context, await EndpointApi.Of(context, grains).GetSecret());

    /// <summary>Makes a new secret; each webhook is signed with the one before as well for 24 hours.</summary>
    /// <param name="context">The request.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Rotate(HttpContext context, IGrainFactory grains) => Answer(context, await EndpointApi.Of(context, grains).RotateSecret());

    private static IResult Answer(HttpContext context, WebhookSecret secret)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(SecretBody.From(secret), WebhooksJson.Web.SecretBody);
    }
}
