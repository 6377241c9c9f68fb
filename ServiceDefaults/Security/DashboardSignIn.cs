namespace PromptGen.ServiceDefaults.Security;

/// <summary>How a browser, which cannot send a token by itself, gets at the dashboard: it is asked for an administrator's token once.</summary>
internal static class DashboardSignIn
{
    private const int MaxTokenLength = 16 * 1024;

    /// <summary>Where the dashboard is.</summary>
    public static readonly PathString Dashboard = "/dashboard";

    private static readonly PathString SignIn = Dashboard + "/sign-in";

    /// <summary>Maps the form, and what it and its button to sign out do.</summary>
    public static void MapDashboardSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Dashboard).AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/sign-in", Show);
        group.MapPost("/sign-in", (Delegate)Enter);
        group.MapPost("/sign-out", Leave);
    }

    /// <summary>Sends a browser that may not see the dashboard to the form.</summary>
    /// <returns>Whether the request was a browser's for one of its pages.</returns>
    public static bool Redirect(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || !request.Path.StartsWithSegments(Dashboard)
            || !request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html"))
            return false;
        var isRefused = DashboardCookie.Read(context) is not null;
        if (isRefused)
            DashboardCookie.Delete(context);
        context.Response.Redirect($"{request.PathBase}{SignIn}{(isRefused ? "?refused" : "")}");
        return true;
    }

    private static IResult Show(HttpContext context) =>
        new DashboardSignInPage(context.User.Identity?.Name, context.Request.Query.ContainsKey("refused"));

    private static async Task<IResult> Enter(HttpContext context)
    {
        if (!IsOwnForm(context.Request) || !context.Request.HasFormContentType)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var token = (await context.Request.ReadFormAsync(context.RequestAborted))["token"].ToString().Trim();
        // Whether it is an administrator's is found out as with every request that follows.
        if (token.Length is 0 or > MaxTokenLength || !token.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            return TypedResults.LocalRedirect($"~{SignIn}?refused");
        DashboardCookie.Set(context, token);
        return TypedResults.LocalRedirect($"~{Dashboard}/");
    }

    private static IResult Leave(HttpContext context)
    {
        if (!IsOwnForm(context.Request))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        DashboardCookie.Delete(context);
        return TypedResults.LocalRedirect($"~{SignIn}");
    }

    /// <summary>Whether a form was sent by our own page, so that no other site signs anybody in or out (Fetch Metadata; where a browser sends none, by Origin).</summary>
    private static bool IsOwnForm(HttpRequest request)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"].ToString(), request.Headers.Origin.ToString());
        if (site.Length > 0)
            return site is "same-origin" or "none";
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
