using System.Text.Json;
using PromptGen.Gateway.Http;
using PromptGen.Webhooks;

namespace PromptGen.Gateway.Webhooks;

/// <summary>The member <c>callback_url</c> of starts: where the end is told instead of at the user's endpoint.</summary>
internal static class CallbackUrl
{
    /// <summary>Reads it.</summary>
    /// <param name="body">The body of the request.</param>
    /// <param name="targets">The hosts that are excepted from what else is asked of an address.</param>
    /// <returns>The address, <c>null</c> where there is none, or the answer that says what is wrong with it.</returns>
    public static (string? Url, IResult? Problem) Parse(JsonElement body, WebhookTargets targets)
    {
        const string Member = "callback_url";
        if (!body.Has(Member))
            return (null, null);
        var text = body.Text(Member);
        return WebhookUrl.Parse(text, targets).Problem is { } problem
            ? (null, Problems.Create(StatusCodes.Status400BadRequest, $"{Member} {problem}", ErrorCodes.InvalidCallbackUrl))
            : (text, null);
    }
}
