using System.Net;
using System.Text.Json;

namespace PromptGen.Llm;

/// <summary>What an exception out of the model client means.</summary>
/// <param name="Reason">The reason in our terms.</param>
/// <param name="RetryAfter">How long to leave the provider alone, where known.</param>
/// <param name="Status">The HTTP status, where there was one.</param>
/// <param name="Refusal">What the provider says it does not take.</param>
internal sealed record ModelFailure(ModelFailureReason Reason, TimeSpan? RetryAfter = null, int? Status = null, ModelRefusal Refusal = ModelRefusal.Unsaid)
{
    /// <summary>The type of the exception.</summary>
    public string? Exception { get; init; }

    /// <summary>Whether the user asked for it, so that it says nothing of how the provider does.</summary>
    public bool IsStaged { get; init; }

    public static ModelFailure From(Exception exception) => Of(exception) with { Exception = exception.GetType().Name };

    private static ModelFailure Of(Exception exception) => exception switch
    {
        ModelHttpException error => new(Of(error), error.RetryAfter, (int)error.Status, error.Refusal),
        StagedFailureException staged => new(staged.Reason) { IsStaged = true },
        ModelResponseTooLargeException => new(ModelFailureReason.TooLarge),
        OperationCanceledException => new(ModelFailureReason.Timeout),
        // No response at all is the former, a response that breaks off is the latter.
        HttpRequestException => new(ModelFailureReason.Unavailable),
        IOException => new(ModelFailureReason.TruncatedStream),
        // Client libraries wrap; what they wrapped says more than the wrapping.
        { InnerException: { } inner } when Of(inner) is { Reason: not ModelFailureReason.Unexpected } known => known,
        JsonException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException => new(ModelFailureReason.Garbage),
        _ => new(ModelFailureReason.Unexpected),
    };

    private static ModelFailureReason Of(ModelHttpException error) => error.Status switch
    {
        _ when error.Refusal is ModelRefusal.Key => ModelFailureReason.Unauthorized,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ModelFailureReason.Unauthorized,
        HttpStatusCode.TooManyRequests => ModelFailureReason.RateLimited,
        // That the provider gave up is its word, not our clock's: unlike a call that took all its time, it may be made again.
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => ModelFailureReason.Unavailable,
        _ => ModelFailureReason.Rejected,
    };
}
