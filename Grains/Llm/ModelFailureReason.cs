namespace PromptGen.Llm;

/// <summary>Why the model gave no usable answer. For logs and metrics, never for a user.</summary>
public enum ModelFailureReason
{
    /// <summary>No provider is configured.</summary>
    NotConfigured,

    /// <summary>The provider does not accept our key (401, 403).</summary>
    Unauthorized,

    /// <summary>The provider's quota is used up (429) and stayed so.</summary>
    RateLimited,

    /// <summary>The provider refuses the request as such (other 3xx and 4xx): usually a wrong endpoint or model name.</summary>
    Rejected,

    /// <summary>The provider cannot be reached or fails (5xx).</summary>
    Unavailable,

    /// <summary>No answer, or not all of it, in time.</summary>
    Timeout,

    /// <summary>An answer without text.</summary>
    Empty,

    /// <summary>The provider's safety filter held the answer back.</summary>
    Blocked,

    /// <summary>The answer reached the limit of output tokens.</summary>
    Cut,

    /// <summary>The answer broke off.</summary>
    TruncatedStream,

    /// <summary>The answer is not what the protocol says.</summary>
    Garbage,

    /// <summary>The answer is longer than any prompt could be.</summary>
    TooLarge,

    /// <summary>The answer lost or invented facts, or was no prompt, also when it was told so.</summary>
    Quality,

    /// <summary>The client library failed in a way not foreseen; the log names the exception's type.</summary>
    Unexpected,
}

/// <summary>Names for logs.</summary>
public static class ModelFailureReasons
{
    /// <summary>The stable name that logs and metrics use, such as <c>rate_limited</c>.</summary>
    public static string LogName(this ModelFailureReason reason) => reason switch
    {
        ModelFailureReason.NotConfigured => "not_configured",
        ModelFailureReason.Unauthorized => "unauthorized",
        ModelFailureReason.RateLimited => "rate_limited",
        ModelFailureReason.Rejected => "rejected",
        ModelFailureReason.Unavailable => "unavailable",
        ModelFailureReason.Timeout => "timeout",
        ModelFailureReason.Empty => "empty",
        ModelFailureReason.Blocked => "blocked",
        ModelFailureReason.Cut => "cut",
        ModelFailureReason.TruncatedStream => "truncated_stream",
        ModelFailureReason.Garbage => "garbage",
        ModelFailureReason.TooLarge => "too_large",
        ModelFailureReason.Quality => "quality",
        ModelFailureReason.Unexpected => "unexpected",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a log name."),
    };

    /// <summary>What clients are told.</summary>
    public static FallbackReason ToFallbackReason(this ModelFailureReason reason) => reason switch
    {
        ModelFailureReason.NotConfigured => FallbackReason.NotConfigured,
        ModelFailureReason.Unauthorized or ModelFailureReason.Rejected => FallbackReason.Rejected,
        ModelFailureReason.RateLimited => FallbackReason.Overloaded,
        ModelFailureReason.Blocked => FallbackReason.Blocked,
        ModelFailureReason.Empty or ModelFailureReason.Cut or ModelFailureReason.TruncatedStream or ModelFailureReason.Garbage or ModelFailureReason.TooLarge
            // Told apart by what was found.
            or ModelFailureReason.Quality => FallbackReason.Incomplete,
        _ => FallbackReason.Unavailable,
    };
}
