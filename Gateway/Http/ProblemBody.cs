namespace PromptGen.Gateway.Http;

/// <summary>
/// An error: problem details (RFC 9457) with the members that older clients read. Of a task that is not found, <c>status</c> is the text
/// <c>not_found</c>.
/// </summary>
/// <param name="Type">A web address that identifies the kind of problem.</param>
/// <param name="Title">The kind of problem in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, and what to do about it.</param>
/// <param name="Success">False.</param>
/// <param name="Message">What is wrong, for a user.</param>
/// <param name="Error">The same as <c>detail</c>.</param>
/// <param name="ErrorCode">The machine-readable reason, where there is more than one for a status.</param>
/// <param name="TaskId">Of a start whose outcome is not known: the task that may have been accepted.</param>
/// <param name="TokensRemaining">Of a payment that is required: the tokens the account could spend.</param>
/// <param name="DaysRemaining">Of a payment that is required: the days left in the subscription.</param>
internal sealed record ProblemBody(
    string? Type,
    string Title,
    int Status,
    string Detail,
    bool Success,
    string Message,
    string Error,
    string? ErrorCode,
    Guid? TaskId,
    long? TokensRemaining,
    int? DaysRemaining);
