using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PromptGen.ServiceDefaults.Security;

/// <summary>
/// What a token has to be beside signed and in time. Whatever is wrong with one, the answer is 401 and says no more; the log says
/// what, in words of our own, because a token's may be anything.
/// </summary>
internal sealed partial class BearerEvents(IOptions<AuthenticationSettings> settings, ValidatedTokens validated, ILogger<BearerEvents> logger) : JwtBearerEvents
{
    // SimpleJWT's kinds of tokens that open something, and what OAuth calls such a token.
    private static readonly string[] AccessTypes = ["access", "sliding", "bearer"];

    /// <inheritdoc />
    public override Task MessageReceived(MessageReceivedContext context)
    {
        if (context.Request.Headers.Authorization.Count == 0)
            context.Token = DashboardCookie.Read(context.HttpContext);
        return validated.Recall(context);
    }

    /// <inheritdoc />
    public override Task Challenge(JwtBearerChallengeContext context)
    {
        if (DashboardSignIn.Redirect(context.HttpContext))
            context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task Forbidden(ForbiddenContext context)
    {
        DashboardSignIn.Redirect(context.HttpContext);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task TokenValidated(TokenValidatedContext context)
    {
        var user = context.Principal!;
        if (Refusal(user) is { } reason)
        {
            LogRefused(reason);
            context.Fail(reason);
            return Task.CompletedTask;
        }
        // The validator's own identity holds on to the token.
        var token = (ClaimsIdentity)user.Identity!;
        var identity = new CaseSensitiveClaimsIdentity(token.Claims, token.AuthenticationType, token.NameClaimType, token.RoleClaimType);
        if (settings.Value.Admins.Contains(user.UserId(), StringComparer.Ordinal))
            identity.AddClaim(new Claim("role", Policies.Admin));
        context.Principal = new ClaimsPrincipal(identity);
        return validated.Remember(context);
    }

    /// <inheritdoc />
    public override Task AuthenticationFailed(AuthenticationFailedContext context)
    {
        var reason = Reason(context.Exception);
        LogRefused(reason);
        context.Fail(reason);
        return Task.CompletedTask;
    }

    private string? Refusal(ClaimsPrincipal user)
    {
        var claim = settings.Value.UserClaim;
        var ids = user.FindAll(claim).ToArray();
        return this switch
        {
            _ when ids.Length == 0 => $"it has no {claim}",
            _ when ids.Length > 1 || !IsTextOrWholeNumber(ids[0]) || !UserIds.IsValid(ids[0].Value) => $"its {claim} names no user",
            // Such as a refresh token, which lives longer, because it is only ever shown to its issuer.
            _ when user.FindFirst("token_type") is { } type && !AccessTypes.Contains(type.Value, StringComparer.OrdinalIgnoreCase) => "its token_type is not access",
            _ => null,
        };
    }

    private static bool IsTextOrWholeNumber(Claim id) =>
        id.ValueType is not (JsonClaimValueTypes.Json or JsonClaimValueTypes.JsonArray or JsonClaimValueTypes.JsonNull or ClaimValueTypes.Boolean or ClaimValueTypes.Double);

    private static string Reason(Exception failure) => failure switch
    {
        SecurityTokenExpiredException => "it has expired",
        SecurityTokenNotYetValidException => "it is not valid yet",
        SecurityTokenNoExpirationException => "it has no exp",
        SecurityTokenInvalidIssuerException => "its iss is not one that is accepted",
        SecurityTokenInvalidAudienceException => "its aud is not one that is accepted",
        SecurityTokenSignatureKeyNotFoundException => "no known key has signed it, or the provider's keys could not be fetched",
        SecurityTokenInvalidSignatureException => "its signature is wrong or missing",
        SecurityTokenMalformedException or ArgumentException => "it is no JSON Web Token",
        _ => failure.GetType().Name,
    };

    [LoggerMessage(LogLevel.Information, "A token was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
