using System.Globalization;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>
/// The answers to a start that is refused for how much there is: of everybody's (503) or of the user's own (429).
/// </summary>
public static class StartRefusal
{
    // How soon a generation of one's own may be done.
    private const int TasksRetrySeconds = 5;

    /// <summary>The answer to a refused start; <c>null</c> when it was not refused. An accepted one gets the headers too, where there is a limit.</summary>
    public static IResult? Answer(HttpContext context, SubmitResult result)
    {
        var headers = context.Response.Headers;
        if (RateLimitHeaders.Answer(context, result.Allowance, "start generations") is { } refusal)
            return refusal;
        switch (result.Outcome)
        {
            case SubmitOutcome.Busy:
                headers.RetryAfter = Invariant($"{ServiceExceptionHandler.RetryAfterSeconds}");
                return Problems.Create(StatusCodes.Status503ServiceUnavailable, "The service is busy. Please try again in a moment.", ErrorCodes.Busy);
            case SubmitOutcome.TooManyTasks:
                if (result.TasksPerUser is { } perUser)
                    headers[RateLimitHeaders.Policy] = Invariant($"\"tasks\";q={perUser}");
                headers[RateLimitHeaders.Limit] = Invariant($"\"tasks\";r=0;t={TasksRetrySeconds}");
                headers.RetryAfter = Invariant($"{TasksRetrySeconds}");
                return Problems.Create(StatusCodes.Status429TooManyRequests,
                    "Too many of your generations are waiting or running. Please try again when some of them are done.", ErrorCodes.TooManyTasks);
            default:
                return null;
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
