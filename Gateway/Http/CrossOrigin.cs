using Microsoft.Net.Http.Headers;

namespace PromptGen.Gateway.Http;

/// <summary>
/// Frontends served from another origin (WHATWG Fetch, "CORS"). Those listed in <c>Cors:AllowedOrigins</c> may call, and in
/// Development also everything on this machine, where frontends run on ports of their development servers.
/// </summary>
public static class CrossOrigin
{
    /// <summary>Section <c>Cors</c>.</summary>
    public sealed class Settings
    {
        /// <summary>The section's name.</summary>
        public const string Section = "Cors";

        /// <summary>The origins, such as <c>https://shop.example</c>.</summary>
        public string[] AllowedOrigins { get; set; } = [];
    }

    /// <summary>Adds the policy. Tokens travel in a header, so no cookies are ever allowed.</summary>
    public static void AddCrossOrigin(this WebApplicationBuilder builder)
    {
        var listed = builder.Configuration.GetSection(Settings.Section).Get<Settings>()?.AllowedOrigins ?? [];
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .SetIsOriginAllowed(origin => listed.Contains(origin, StringComparer.OrdinalIgnoreCase) || (isDevelopment && IsLocal(origin)))
            .AllowAnyMethod()
            .AllowAnyHeader()
            .WithExposedHeaders(HeaderNames.ETag, HeaderNames.Link, HeaderNames.Location, HeaderNames.RetryAfter, "Idempotent-Replayed", RateLimitHeaders.Limit, RateLimitHeaders.Policy)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
    }

    private static bool IsLocal(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
