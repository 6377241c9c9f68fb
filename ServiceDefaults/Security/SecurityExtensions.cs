using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PromptGen.ServiceDefaults.Hosting;

namespace PromptGen.ServiceDefaults.Security;

/// <summary>
/// Bearer tokens, configured by ASP.NET Core's own section <c>Authentication:Schemes:Bearer</c>, so that
/// <c>dotnet user-jwts</c> and any OpenID Connect provider work.
/// </summary>
public static class SecurityExtensions
{
    /// <summary>Adds authentication and the policies.</summary>
    /// <exception cref="StartupException">By what is configured no token could be validated, or too many would be.</exception>
    public static void AddPromptGenSecurity(this IHostApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        var settings = builder.Configuration.GetSection(AuthenticationSettings.Section).Get<AuthenticationSettings>() ?? new AuthenticationSettings();
        var arePublic = builder.Configuration.GetSection(MetricsSettings.Section).Get<MetricsSettings>()?.Public is true;
        var trusted = TrustedIssuers.Read(builder.Configuration, settings, isDevelopment);
        builder.Services.AddSingleton(Options.Create(settings));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services => new ValidatedTokens(services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<BearerEvents>();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
        {
            bearer.MapInboundClaims = false;
            // What is wrong with a token stands in no answer: it helps who guesses, and a header cannot hold all that a token can.
            bearer.IncludeErrorDetails = false;
            bearer.EventsType = typeof(BearerEvents);
            var validation = bearer.TokenValidationParameters;
            validation.NameClaimType = settings.UserClaim;
            validation.ClockSkew = settings.ClockSkew;
            (validation.ValidateIssuer, validation.ValidIssuer, validation.ValidIssuers) = (settings.ValidateIssuer, null, trusted.Issuers);
            (validation.ValidateAudience, validation.ValidAudience, validation.ValidAudiences) = (settings.ValidateAudience, null, trusted.Audiences);
            validation.IssuerSigningKeys = trusted.Keys;
        });

        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Admin, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.IsAdmin()))
            .AddPolicy(Policies.Dashboard, policy =>
            {
                if (isDevelopment)
                    policy.RequireAssertion(_ => true);
                else
                    policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.IsAdmin());
            })
            .AddPolicy(Policies.Metrics, policy => policy.RequireAssertion(context =>
                arePublic || context.User.IsAdmin() || (context.Resource is HttpContext http && LocalCaller.Is(http))));
    }

    /// <summary>In Development also issues tokens, and accepts them; elsewhere it does nothing.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="keys">Where the key is kept, so that tokens outlive a restart and every gateway of a cluster accepts them.</param>
    /// <exception cref="StartupException">The key can be neither read nor kept.</exception>
    public static async Task AddDevelopmentTokens(this IHostApplicationBuilder builder, ISharedKeys keys)
    {
        if (!builder.Environment.IsDevelopment())
            return;
        var key = new SymmetricSecurityKey(await keys.Get("development-key"));
        builder.Services.AddSingleton(services => new DevelopmentTokens(
            key, services.GetRequiredService<IOptions<AuthenticationSettings>>().Value.UserClaim, services.GetRequiredService<TimeProvider>()));
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
        {
            var validation = bearer.TokenValidationParameters;
            validation.ValidIssuers = [.. validation.ValidIssuers, DevelopmentTokens.Issuer];
            validation.ValidAudiences = [.. validation.ValidAudiences, DevelopmentTokens.Audience];
            validation.IssuerSigningKeys = [.. validation.IssuerSigningKeys, key];
        });
    }

    /// <summary>The user that a validated token names.</summary>
    public static string UserId(this ClaimsPrincipal user) =>
        user.Identity?.Name ?? throw new InvalidOperationException("This is only asked for authenticated users.");

    private static bool IsAdmin(this ClaimsPrincipal user) => user.HasClaim("role", Policies.Admin) || user.HasClaim("roles", Policies.Admin);
}
