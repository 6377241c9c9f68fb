using PromptGen.Gateway.Http;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Billing;

/// <summary>The user that an address of accounts names.</summary>
internal static class UserInPath
{
    // Of "/api/v1/billing/accounts/{user_id}", cut at each slash.
    private const int Segment = 5;

    /// <summary>Decodes the user id once.</summary>
    /// <param name="context">The request.</param>
    /// <param name="routed">The id as it was routed.</param>
    /// <returns>The id, or the answer that says what is wrong with it.</returns>
    public static (string UserId, IResult? Problem) Read(HttpContext context, string routed)
    {
        var id = PathSegment.Decode(context, routed, Segment);
        return UserIds.IsValid(id)
            ? (id, null)
            : ("", AccountRequests.Bad($"user_id has to be 1 to {UserIds.MaxLength} characters without control characters, percent-encoded once as UTF-8"));
    }
}
