using System.Text.Json.Serialization;
using PromptGen.Bodies;

namespace PromptGen.Gateway.Http;

/// <summary>
/// An error: problem details (RFC 9457) with the members that older clients read. Of a task that is not found, <c>status</c> is the text
/// <c>not_found</c>.
/// </summary>
/// <example>
/// {"type":"https://tools.ietf.org/html/rfc9110#section-15.5.21","title":"Unprocessable Entity","status":422,"detail":"This Idempotency-Key was used before with another request","success":false,"message":"This Idempotency-Key was used before with another request","error":"This Idempotency-Key was used before with another request","error_code":"idempotency_key_reused","trace_id":"00-6e1a4b7a0b0c4c2f9d8e7f6a5b4c3d2e-1f2e3d4c5b6a7988-00"}
/// </example>
internal record ProblemBody
{
    /// <summary>A web address that identifies the kind of problem.</summary>
    public string? Type { get; init; }

    /// <summary>The kind of problem in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong, and what to do about it.</summary>
    public required string Detail { get; init; }

    /// <summary>False.</summary>
    public required bool Success { get; init; }

    /// <summary>What is wrong, for a user.</summary>
    public required string Message { get; init; }

    /// <summary>The same as <c>detail</c>.</summary>
    public required string Error { get; init; }

    /// <summary>The machine-readable reason, where there is more than one for a status.</summary>
    [OneOf(typeof(PromptTaskErrorCodes), typeof(ErrorCodes))]
    public string? ErrorCode { get; init; }

    /// <summary>Of a start whose outcome is not known: the task that may have been accepted.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>Of a start whose outcome is not known: the batch that may have been accepted.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>Which request it was, for those who look for it in the service's logs and traces.</summary>
    public string? TraceId { get; init; }
}

/// <summary>The error of a user who cannot pay.</summary>
/// <example>
/// {"type":"https://tools.ietf.org/html/rfc9110#section-15.5.3","title":"Payment Required","status":402,"detail":"You need at least 700 tokens for prompt enhancement. Available: 250","success":false,"message":"Insufficient tokens","error":"You need at least 700 tokens for prompt enhancement. Available: 250","error_code":"insufficient_tokens","tokens_remaining":250,"days_remaining":14}
/// </example>
internal sealed record PaymentRequiredBody : ProblemBody
{
    /// <summary>The tokens the account could spend.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? TokensRemaining { get; init; }

    /// <summary>The days left in the subscription; <c>null</c> when it never ends.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? DaysRemaining { get; init; }
}
