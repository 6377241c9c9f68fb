using System.Text.Json;
using PromptGen.Gateway.Errors;
using PromptGen.Silo.Security;

namespace PromptGen.Gateway.Auth;

/// <summary>Gives tokens away for trying PromptGen out. Mapped in Development alone.</summary>
public static class DevelopmentTokenApi
{
    private const int MaxLength = 200;

    /// <summary>Maps <c>POST /api/v1/auth/dev-token/</c>.</summary>
    public static void MapDevelopmentTokens(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/auth/dev-token", Issue).AllowAnonymous().WithTags("Development").WithSummary("A token for trying PromptGen out.");

    private static async Task<IResult> Issue(HttpContext context, DevelopmentTokens tokens)
    {
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        if (body.Text("user") is not { Length: <= MaxLength } user || string.IsNullOrWhiteSpace(user))
            return Problems.Create(StatusCodes.Status400BadRequest, $"user has to be a text of 1 to {MaxLength} characters");
        if (body.Has("admin") && body.GetProperty("admin").ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return Problems.Create(StatusCodes.Status400BadRequest, "admin has to be true or false");
        if (body.Has("business_type") && body.Text("business_type") is not { Length: <= MaxLength })
            return Problems.Create(StatusCodes.Status400BadRequest, $"business_type has to be a text of at most {MaxLength} characters");

        var isAdmin = body.Has("admin") && body.GetProperty("admin").GetBoolean();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new
        {
            Token = tokens.Issue(user, isAdmin, body.Text("business_type")),
            TokenType = "Bearer",
            ExpiresIn = (int)DevelopmentTokens.Lifetime.TotalSeconds,
        });
    }
}
