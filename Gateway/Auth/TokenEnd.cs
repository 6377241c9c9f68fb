using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Auth;

/// <summary>Until when an answer that lasts may last: no longer than the token that asked for it.</summary>
internal static class TokenEnd
{
    /// <summary>
    /// When the token expires; of one that is accepted though it has expired, when the allowed skew is over, so that a client that comes
    /// back with it is not sent away at once, again and again.
    /// </summary>
    public static DateTimeOffset Of(HttpContext context, DateTimeOffset now)
    {
        if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc is not { } end)
            return DateTimeOffset.MaxValue;
        return now < end ? end : end + context.RequestServices.GetRequiredService<IOptions<AuthenticationSettings>>().Value.ClockSkew;
    }
}
