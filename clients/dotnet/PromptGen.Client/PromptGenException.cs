using System.Net;

namespace PromptGen.Client;

/// <summary>The service refused what was asked, or could not be reached for as long as the client tries.</summary>
public sealed class PromptGenException : Exception
{
    internal PromptGenException(string message, HttpStatusCode? status, string? code, Exception? inner = null)
        : base(message, inner) => (Status, Code) = (status, code);

    /// <summary>The HTTP status; <c>null</c> where nothing answered.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The reason for programs (<c>error_code</c>), such as <c>rate_limited</c>; <c>null</c> where the answer names none.</summary>
    public string? Code { get; }
}
