using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace PromptGen.Gateway.Http;

/// <summary>
/// Turns exceptions into answers in one place. A cluster or a Redis that cannot be reached is the service's matter,
/// not the client's: 503, and when to try again. What the exception says never leaves the log.
/// </summary>
public sealed partial class ServiceExceptionHandler(ILogger<ServiceExceptionHandler> logger) : IExceptionHandler
{
    /// <summary>Seconds after which a client may try again.</summary>
    public const int RetryAfterSeconds = 2;

    /// <inheritdoc />
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to answer to.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var (status, message) = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, MaxBodyMessage(httpContext)),
            BadHttpRequestException bad => (bad.StatusCode, "The request could not be read"),
            _ when exception is OutcomeUnknownException || exception.IsTransient(httpContext.RequestAborted) =>
                (StatusCodes.Status503ServiceUnavailable, "The service is temporarily unavailable. Please try again."),
            _ => (StatusCodes.Status500InternalServerError, "An unexpected error occurred"),
        };

        httpContext.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            LogUnavailable(httpContext.Request.Method, httpContext.Request.Path, (exception.InnerException ?? exception).GetType().Name);
        }
        else if (status == StatusCodes.Status500InternalServerError)
        {
            LogUnexpected(exception, httpContext.Request.Method, httpContext.Request.Path);
        }
        var problem = Problems.Details(status, message);
        if (exception is OutcomeUnknownException unknown)
            problem.Extensions[unknown.Member] = unknown.Id;
        await TypedResults.Problem(problem).ExecuteAsync(httpContext);
        return true;
    }

    private static string MaxBodyMessage(HttpContext context) =>
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $"The request body is larger than {limit} bytes")
            : "The request body is too large";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} answered 503: {Failure}")]
    private partial void LogUnavailable(string method, string path, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed unexpectedly")]
    private partial void LogUnexpected(Exception exception, string method, string path);
}
