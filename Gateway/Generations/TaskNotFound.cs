using Microsoft.AspNetCore.Http.HttpResults;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>
/// The problem that says there is no such task. The original's clients read its <c>status</c> as a word, so the member
/// cannot also be RFC 9457's number, and the framework's type, which would write both, does not serve here.
/// </summary>
/// <param name="Type">The problem's type.</param>
/// <param name="Title">What it is.</param>
/// <param name="Status"><c>not_found</c>.</param>
/// <param name="Detail">The original's words.</param>
/// <param name="Success">False.</param>
/// <param name="Message">The same words.</param>
/// <param name="Error">And once more.</param>
/// <example>
/// {"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":"not_found","detail":"Task not found. It may have expired or never existed.","success":false,"message":"Task not found. It may have expired or never existed.","error":"Task not found. It may have expired or never existed."}
/// </example>
public sealed record TaskNotFound(string Type, string Title, string Status, string Detail, bool Success, string Message, string Error)
{
    private const string Text = "Task not found. It may have expired or never existed.";

    private static readonly TaskNotFound Body =
        new("https://tools.ietf.org/html/rfc9110#section-15.5.5", "Not Found", "not_found", Text, false, Text, Text);

    /// <summary>The answer.</summary>
    internal static JsonHttpResult<TaskNotFound> Answer() =>
        TypedResults.Json(Body, GenerationsJson.Web.TaskNotFound, Problems.ContentType, StatusCodes.Status404NotFound);
}
