using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace PromptGen.ServiceDefaults.Security;

/// <summary>The page with the form: no script, and its one style known to the browser by its hash.</summary>
/// <param name="user">Who is signed in; nobody: <c>null</c>.</param>
/// <param name="isRefused">Whether the last token did not open the dashboard.</param>
internal sealed class DashboardSignInPage(string? user, bool isRefused) : IResult
{
    private const string Style =
        """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f6f5f2, #191817); color: light-dark(#1d1c1a, #eceae5) }
        main { width: min(28rem, 100vw - 3rem); padding: 2rem 0 }
        h1 { font-size: 1.375rem; margin: 0 0 .5rem }
        p { margin: 0 0 1.25rem }
        label { display: block; font-weight: 600; margin-bottom: .25rem }
        input, button { font: inherit; box-sizing: border-box; width: 100%; padding: .625rem .75rem; border-radius: .5rem }
        input { border: 1px solid light-dark(#79756d, #8f8a80); background: light-dark(#fff, #242321); color: inherit; margin-bottom: 1rem }
        button { border: 0; background: light-dark(#1d4f43, #8fd0bd); color: light-dark(#fff, #10201c); font-weight: 600; cursor: pointer }
        a { color: inherit }
        :focus-visible { outline: 3px solid light-dark(#2f7d6b, #8fd0bd); outline-offset: 2px }
        [role=alert] { border-left: 4px solid light-dark(#b3261e, #f2b8b5); padding-left: .75rem }
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Policy;
        // With no-referrer a browser would not say from which origin the form is sent.
        response.Headers["Referrer-Policy"] = "same-origin";
        var dashboard = httpContext.Request.PathBase + DashboardSignIn.Dashboard;
        return response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Dashboard – PromptGen</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>PromptGen dashboard</h1>
            {(user is null ? Form(dashboard) : SignedIn(dashboard, HtmlEncoder.Default.Encode(user)))}
            </main>
            </body>
            </html>

            """,
            httpContext.RequestAborted);
    }

    private string Form(PathString dashboard) =>
        $"""
        {(isRefused ? "<p role=\"alert\">That token does not open the dashboard: it is not valid here, has expired, or is not an administrator’s.</p>" : "")}
        <p>It is for administrators. Your browser keeps the token for this page alone, until it expires or you sign out.</p>
        <form method="post" action="{dashboard}/sign-in">
        <label for="token">Token of an administrator</label>
        <input id="token" name="token" type="password" required autofocus autocomplete="off" spellcheck="false">
        <button>Sign in</button>
        </form>
        """;

    private static string SignedIn(PathString dashboard, string user) =>
        $"""
        <p>You are signed in as <strong>{user}</strong>. <a href="{dashboard}/">Open the dashboard</a></p>
        <form method="post" action="{dashboard}/sign-out">
        <button>Sign out</button>
        </form>
        """;
}
