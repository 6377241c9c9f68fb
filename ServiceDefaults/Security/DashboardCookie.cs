using Microsoft.AspNetCore.Authentication.Cookies;

namespace PromptGen.ServiceDefaults.Security;

/// <summary>
/// An administrator's token, kept by their browser for the dashboard alone: no script can read it, and no other site can send it. It is
/// validated with every request like one in the <c>Authorization</c> header, so it ends when it would there.
/// </summary>
internal static class DashboardCookie
{
    private const string Name = "promptgen-dashboard";

    // Splits what is longer than a cookie may be.
    private static readonly ChunkingCookieManager Cookies = new();

    /// <summary>The token that a request to the dashboard brings along.</summary>
    public static string? Read(HttpContext context) =>
        context.Request.Path.StartsWithSegments(DashboardSignIn.Dashboard) ? Cookies.GetRequestCookie(context, Name) : null;

    /// <summary>Asks the browser to keep a token until it is closed.</summary>
    public static void Set(HttpContext context, string token) => Cookies.AppendResponseCookie(context, Name, token, Options(context));

    /// <summary>Asks the browser to forget it.</summary>
    public static void Delete(HttpContext context) => Cookies.DeleteCookie(context, Name, Options(context));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps || context.Request.Headers["X-Forwarded-Proto"] == Uri.UriSchemeHttps,
        Path = context.Request.PathBase + DashboardSignIn.Dashboard,
        IsEssential = true,
    };
}
