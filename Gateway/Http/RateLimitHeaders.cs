using System.Globalization;

namespace PromptGen.Gateway.Http;

/// <summary>The headers of draft-ietf-httpapi-ratelimit-headers-10.</summary>
public static class RateLimitHeaders
{
    /// <summary>What is left of a policy.</summary>
    public const string Limit = "RateLimit";

    /// <summary>The policies there are.</summary>
    public const string Policy = "RateLimit-Policy";

    /// <summary>Tells what is left of a user's starts; where nothing was, the refusal.</summary>
    /// <param name="context">The request.</param>
    /// <param name="allowance">What is left; <c>null</c>: there is no limit.</param>
    /// <param name="doing">What the user does too often.</param>
    internal static IResult? Answer(HttpContext context, StartAllowance? allowance, string doing)
    {
        if (allowance is null)
            return null;
        var headers = context.Response.Headers;
        headers[Policy] = Invariant($"\"starts\";q={allowance.Burst};w={Seconds(TimeSpan.FromMinutes(1) * allowance.Burst / allowance.PerMinute)}");
        headers[Limit] = Invariant($"\"starts\";r={allowance.Remaining};t={Seconds(allowance.NextIn)}");
        if (allowance.IsTaken)
            return null;
        headers.RetryAfter = Invariant($"{Math.Max(1, Seconds(allowance.NextIn))}");
        return Problems.Create(StatusCodes.Status429TooManyRequests,
            Invariant($"You {doing} too often: at most {allowance.PerMinute} a minute. Please try again in a moment."), ErrorCodes.RateLimited);
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
