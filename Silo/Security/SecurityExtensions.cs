using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;
using PromptGen.Silo.Hosting;

namespace PromptGen.Silo.Security;

/// <summary>
/// Bearer tokens, configured by ASP.NET Core's own section <c>Authentication:Schemes:Bearer</c>, so that
/// <c>dotnet user-jwts</c> and any OpenID Connect provider work.
/// </summary>
public static class SecurityExtensions
{
    private const string Section = "Authentication:Schemes:Bearer";

    /// <summary>Adds authentication and the policies.</summary>
    public static void AddPromptGenSecurity(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DevelopmentTokens>();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters.NameClaimType = "sub";
            bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
            if (isDevelopment)
                AcceptDevelopmentTokens(bearer.TokenValidationParameters);
            bearer.Events = new JwtBearerEvents
            {
                OnTokenValidated = context =>
                {
                    // The subject addresses grains: without one a token names nobody.
                    if (string.IsNullOrWhiteSpace(context.Principal?.UserIdOrNull()))
                        context.Fail("The token has no subject.");
                    return Task.CompletedTask;
                },
            };
        });

        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Admin, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.IsAdmin()))
            .AddPolicy(Policies.Dashboard, policy =>
            {
                if (isDevelopment)
                    policy.RequireAssertion(_ => true);
                else
                    policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.IsAdmin());
            });
    }

    /// <summary>Checks that tokens can be validated at all.</summary>
    /// <exception cref="StartupException">Outside Development there is neither a signing key nor an authority.</exception>
    public static void RequireTokenValidation(this IHostApplicationBuilder builder)
    {
        var bearer = builder.Configuration.GetSection(Section);
        var hasKey = bearer.GetSection("SigningKeys").GetChildren().Any(key => !string.IsNullOrEmpty(key["Value"]));
        if (!builder.Environment.IsDevelopment() && !hasKey && string.IsNullOrEmpty(bearer["Authority"]))
        {
            throw new StartupException(
                $"no way to validate tokens is configured. Set {Section}:Authority (an OpenID Connect provider), or {Section}:SigningKeys:0:Value and :Issuer together with {Section}:ValidIssuer.");
        }
    }

    /// <summary>The user that a validated token names.</summary>
    public static string UserId(this ClaimsPrincipal user) =>
        user.UserIdOrNull() ?? throw new InvalidOperationException("This is only asked for authenticated users.");

    private static string? UserIdOrNull(this ClaimsPrincipal user) => user.FindFirstValue("sub");

    private static bool IsAdmin(this ClaimsPrincipal user) => user.HasClaim("role", "admin") || user.HasClaim("roles", "admin");

    private static void AcceptDevelopmentTokens(TokenValidationParameters validation)
    {
        validation.ValidIssuers = [.. validation.ValidIssuers ?? [], DevelopmentTokens.Issuer];
        validation.ValidAudiences = [.. validation.ValidAudiences ?? [], DevelopmentTokens.Audience];
        validation.IssuerSigningKeys = [.. validation.IssuerSigningKeys ?? [], DevelopmentTokens.Key];
    }
}
