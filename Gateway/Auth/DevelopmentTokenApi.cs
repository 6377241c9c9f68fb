using System.Text.Json;
using PromptGen.Gateway.Http;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Auth;

/// <summary>Gives tokens away for trying PromptGen out, to programs on this machine. Mapped in Development alone.</summary>
public static class DevelopmentTokenApi
{
    private const int MaxBusinessTypeLength = 200;

    /// <summary>Maps <c>POST /api/v1/auth/dev-token/</c>.</summary>
    public static void MapDevelopmentTokens(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/auth/dev-token", Issue).WithName("issueDevelopmentToken").AllowAnonymous().WithTags("Development")
            .ReadsJson<DevelopmentTokenRequest>()
            .Produces<DevelopmentTokenBody>().SendsCacheControl("no-store")
            .Refuses(StatusCodes.Status404NotFound);

    /// <summary>A token for trying PromptGen out.</summary>
    /// <remarks>For programs on this machine alone.</remarks>
    internal static async Task<IResult> Issue(HttpContext context, DevelopmentTokens tokens)
    {
        if (!LocalCaller.IsAskedByLocalName(context))
            return Problems.Create(StatusCodes.Status400BadRequest, "Development tokens are given to http://localhost, http://127.0.0.1 and http://[::1] alone");
        if (!LocalCaller.Is(context))
            return Problems.Of(StatusCodes.Status404NotFound);
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        if (body.Text("user") is not { } user || !UserIds.IsValid(user))
            return Problems.Create(StatusCodes.Status400BadRequest, $"user has to be a text of 1 to {UserIds.MaxLength} characters without control characters, and not . or ..");
        if (body.Has("admin") && body.GetProperty("admin").ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return Problems.Create(StatusCodes.Status400BadRequest, "admin has to be true or false");
        if (body.Has("business_type") && body.Text("business_type") is not { Length: <= MaxBusinessTypeLength })
            return Problems.Create(StatusCodes.Status400BadRequest, $"business_type has to be a text of at most {MaxBusinessTypeLength} characters");

        var isAdmin = body.Has("admin") && body.GetProperty("admin").GetBoolean();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new DevelopmentTokenBody(tokens.Issue(user, isAdmin, body.Text("business_type")), "Bearer", (int)DevelopmentTokens.Lifetime.TotalSeconds));
    }
}

/// <summary>Whose token it is to be.</summary>
/// <param name="User">The user, 1 to 255 characters.</param>
/// <param name="Admin">Whether they are an administrator.</param>
/// <param name="BusinessType">Their kind of business.</param>
/// <example>
/// {"user":"alice","admin":false,"business_type":"restaurant"}
/// </example>
internal sealed record DevelopmentTokenRequest(string User, bool Admin = false, string? BusinessType = null);

/// <summary>A token.</summary>
/// <param name="Token">What to send as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType"><c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds it is valid for.</param>
/// <example>
/// {"token":"eyJhbGciOiJIUzI1NiJ9.e30.c2ln","token_type":"Bearer","expires_in":3600}
/// </example>
internal sealed record DevelopmentTokenBody(string Token, string TokenType, int ExpiresIn);
