using System.Net;

namespace PromptGen.ClusterTests.Loads;

/// <summary>A request that was not served, or too late.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="Took">How long the answer took.</param>
/// <param name="Wait">How long it was asked to wait for news, which an answer need not.</param>
/// <param name="Route">What was asked for.</param>
/// <param name="Gateway">Who was asked.</param>
/// <param name="Status">The answer; <c>null</c> when the connection failed.</param>
/// <param name="RetryAfter">Whether it said when to come again.</param>
internal sealed record Refusal(DateTimeOffset At, TimeSpan Took, TimeSpan Wait, string Route, string Gateway, HttpStatusCode? Status, bool RetryAfter)
{
    /// <summary>No answer takes longer, with a second for a busy machine.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(11);

    /// <summary>Whether the answer came in time.</summary>
    public static bool IsInTime(TimeSpan took, TimeSpan wait) => took <= wait + LongestAnswer;

    public bool IsProper => IsInTime(Took, Wait) && (Status is null || (Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests && RetryAfter));
}
