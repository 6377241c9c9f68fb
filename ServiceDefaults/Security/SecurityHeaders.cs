using Microsoft.Net.Http.Headers;

namespace PromptGen.ServiceDefaults.Security;

/// <summary>The usual security headers, and a Content-Security-Policy under which only our own files run.</summary>
public sealed class SecurityHeaders : IStartupFilter
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // The API reference and the dashboard are other people's pages, with scripts and styles inline; nothing foreign either.
    private const string ToolPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>Adds the headers to every answer: as it starts, because one to an exception begins again without headers.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Response.OnStarting(IsTool(context.Request.Path) ? SetForTools : SetForOwn, context);
            return rest(context);
        });
        next(app);
    };

    private static bool IsTool(PathString path) => path.StartsWithSegments("/docs") || path.StartsWithSegments("/dashboard");

    private static Task SetForTools(object context) => Set(((HttpContext)context).Response.Headers, ToolPolicy);

    private static Task SetForOwn(object context) => Set(((HttpContext)context).Response.Headers, Policy);

    private static Task Set(IHeaderDictionary headers, string policy)
    {
        // A page may bring narrower ones.
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, policy);
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return Task.CompletedTask;
    }
}
