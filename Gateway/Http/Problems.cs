using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace PromptGen.Gateway.Http;

/// <summary>
/// Problem details (RFC 9457) that also carry what the original's clients read: <c>success</c>, <c>message</c>,
/// <c>error</c> and, where one applies, <c>error_code</c>.
/// </summary>
public static class Problems
{
    /// <summary>What an error answer's content is.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>An error answer.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="message">What went wrong, for the user.</param>
    /// <param name="code">The machine-readable reason.</param>
    /// <param name="error">What to do about it; the message where there is nothing to add.</param>
    public static ProblemHttpResult Create(int status, string message, string? code = null, string? error = null) =>
        TypedResults.Problem(Details(status, message, code, error));

    /// <summary>The answer to a request that ended with nothing but a status.</summary>
    public static ProblemHttpResult Of(int status)
    {
        var details = new ProblemDetails { Status = status };
        Complete(details);
        return TypedResults.Problem(details);
    }

    /// <summary>The body of an error answer.</summary>
    public static ProblemDetails Details(int status, string message, string? code = null, string? error = null)
    {
        var details = new ProblemDetails { Status = status, Detail = error ?? message };
        details.Extensions["message"] = message;
        if (code is not null)
            details.Extensions["error_code"] = code;
        Complete(details);
        return details;
    }

    /// <summary>Adds the members old clients read to any problem.</summary>
    public static void Complete(ProblemDetails details)
    {
        var phrase = ReasonPhrases.GetReasonPhrase(details.Status ?? StatusCodes.Status500InternalServerError);
        details.Title ??= phrase;
        // Those that the framework has no type for.
        details.Type ??= details.Status switch
        {
            StatusCodes.Status402PaymentRequired => "https://tools.ietf.org/html/rfc9110#section-15.5.3",
            StatusCodes.Status413PayloadTooLarge => "https://tools.ietf.org/html/rfc9110#section-15.5.14",
            StatusCodes.Status429TooManyRequests => "https://tools.ietf.org/html/rfc6585#section-4",
            _ => null,
        };
        details.Detail ??= details.Status switch
        {
            StatusCodes.Status401Unauthorized => "A valid bearer token is required",
            StatusCodes.Status403Forbidden => "This needs the admin role",
            StatusCodes.Status404NotFound => "There is nothing at this address",
            StatusCodes.Status405MethodNotAllowed => "This address does not take this method",
            _ => phrase,
        };
        details.Extensions["success"] = false;
        details.Extensions.TryAdd("message", details.Detail);
        details.Extensions.TryAdd("error", details.Detail);
    }
}
