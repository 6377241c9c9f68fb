using System.Net;
using Microsoft.Net.Http.Headers;

namespace PromptGen.Gateway.Tests;

/// <summary>Outside Development a browser gets at the dashboard by a form that takes an administrator's token once.</summary>
public sealed class DashboardSignInTests(ProductionHost production, GatewayHost development)
{
    private const string SignIn = "/dashboard/sign-in", SignOut = "/dashboard/sign-out";

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Browser_WithoutAToken_IsSentToTheForm()
    {
        using var browser = new Browser(production.Address);

        using var response = await browser.Get("/dashboard/");

        Assert.Equal((HttpStatusCode.Redirect, SignIn), (response.StatusCode, response.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Form_HasNoScriptAndItsPolicyAllowsNone()
    {
        using var browser = new Browser(production.Address);

        using var response = await browser.Get(SignIn);
        var page = await response.Content.ReadAsStringAsync(Stopping);

        Assert.Contains("<label for=\"token\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task AdminsToken_OpensTheDashboardUntilSignOut_AndNothingElse()
    {
        using var browser = new Browser(production.Address);

        using var entered = await browser.Post(SignIn, ProductionHost.Token("root", "admin"));
        using var page = await browser.Get("/dashboard/");
        using var counters = await browser.Get("/dashboard/DashboardCounters");
        using var api = await browser.Get("/api/v1/billing/account/");
        var form = await (await browser.Get(SignIn)).Content.ReadAsStringAsync(Stopping);
        using var left = await browser.Post(SignOut);
        using var after = await browser.Get("/dashboard/");

        Assert.Equal("/dashboard/", entered.Headers.Location?.ToString());
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized], [page.StatusCode, counters.StatusCode, api.StatusCode]);
        Assert.Contains("<strong>root</strong>", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("https", true)]
    public async Task Cookie_IsForTheDashboardAloneAndOutOfReachOfScriptsAndOtherSites(string? proxied, bool isSecure)
    {
        using var browser = new Browser(production.Address);

        using var entered = await browser.Post(SignIn, ProductionHost.Token("root", "admin"), ("X-Forwarded-Proto", proxied));

        var cookie = SetCookieHeaderValue.Parse(entered.Headers.GetValues("Set-Cookie").Single());
        Assert.True(cookie.HttpOnly);
        Assert.Equal(Microsoft.Net.Http.Headers.SameSiteMode.Strict, cookie.SameSite);
        Assert.Equal("/dashboard", cookie.Path.Value);
        Assert.Equal(isSecure, cookie.Secure);
    }

    [Fact]
    public async Task TokenOverTheLengthOfACookie_WorksToo()
    {
        using var browser = new Browser(production.Address);
        using var entered = await browser.Post(SignIn, ProductionHost.Token("root", "admin", padding: 6000));

        using var page = await browser.Get("/dashboard/");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("olga's")]
    [InlineData("expired")]
    [InlineData("nonsense")]
    [InlineData("line\r\nbreak")]
    [InlineData("")]
    public async Task TokenOfNoAdmin_EndsAtTheFormThatSaysSo_AndIsForgotten(string which)
    {
        using var browser = new Browser(production.Address);
        var token = which switch
        {
            "olga's" => ProductionHost.Token("olga"),
            "expired" => ProductionHost.Token("root", "admin", TimeSpan.FromMinutes(-5)),
            _ => which,
        };

        using var entered = await browser.Post(SignIn, token);
        var location = entered.Headers.Location!.ToString();
        if (location == "/dashboard/")
        {
            using var page = await browser.Get(location);
            location = page.Headers.Location!.ToString();
        }
        var form = await (await browser.Get(location)).Content.ReadAsStringAsync(Stopping);

        Assert.Equal($"{SignIn}?refused", location);
        Assert.Contains("role=\"alert\"", form, StringComparison.Ordinal);
        Assert.Contains("name=\"token\"", form, StringComparison.Ordinal);
        Assert.Equal(0, browser.Cookies);
    }

    [Theory]
    [InlineData(SignIn, "Sec-Fetch-Site", "cross-site")]
    [InlineData(SignIn, "Sec-Fetch-Site", "same-site")]
    [InlineData(SignIn, "Origin", "https://evil.example")]
    [InlineData(SignIn, "Origin", "null")]
    [InlineData(SignOut, "Sec-Fetch-Site", "cross-site")]
    [InlineData(SignOut, "Origin", "https://evil.example")]
    public async Task Form_OfAnotherSite_SignsNobodyInOrOut(string route, string header, string value)
    {
        using var browser = new Browser(production.Address);
        using var entered = await browser.Post(SignIn, ProductionHost.Token("root", "admin"));

        using var response = await browser.Post(route, "other", (header, value));
        using var page = await browser.Get("/dashboard/");

        await Problem.ReadAsync(response, 403);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Development_IsOpenWithoutSigningIn()
    {
        using var browser = new Browser(development.Address);

        using var page = await browser.Get("/dashboard/");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    /// <summary>Keeps cookies, asks for pages and follows no redirection by itself.</summary>
    private sealed class Browser : IDisposable
    {
        private readonly CookieContainer _cookies = new();
        private readonly HttpClient _http;

        public Browser(Uri address) => _http = new HttpClient(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            DefaultRequestHeaders = { { "Accept", "text/html" } },
        };

        public int Cookies => _cookies.Count;

        public Task<HttpResponseMessage> Get(string route) => _http.GetAsync(route, Stopping);

        public async Task<HttpResponseMessage> Post(string route, string token = "", params (string Name, string? Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = new FormUrlEncodedContent([new("token", token)]) };
            foreach (var (name, value) in headers)
            {
                if (value is not null)
                    request.Headers.Add(name, value);
            }
            return await _http.SendAsync(request, Stopping);
        }

        public void Dispose() => _http.Dispose();
    }
}
