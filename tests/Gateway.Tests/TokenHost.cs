using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Tests;

/// <summary>What a host does with tokens and nothing else, by a clock that the test moves; it counts how often a token is validated.</summary>
internal sealed class TokenHost : IAsyncDisposable
{
    private const string Scheme = JwtBearerDefaults.AuthenticationScheme;

    private readonly WebApplication _app;
    private readonly CountingHandler _handler;

    private TokenHost(IReadOnlyList<SecurityKey> keys, Provider? provider, int capacity)
    {
        (Keys, _handler) = (keys, new CountingHandler(Clock) { MapInboundClaims = false });
        var builder = WebApplication.CreateBuilder([
            $"--Authentication:Schemes:Bearer:SigningKeys:0:Value={Convert.ToBase64String(ProductionHost.Key.Key)}",
            $"--Authentication:Schemes:Bearer:ValidIssuer={ProductionHost.Issuer}", $"--Authentication:Schemes:Bearer:ValidAudience={ProductionHost.Audience}",
            "--Authentication:Admins:0=root"]);
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Validated = new ValidatedTokens(Clock, capacity));
        builder.AddPromptGenSecurity();
        builder.Services.PostConfigure<JwtBearerOptions>(Scheme, bearer =>
        {
            bearer.TokenHandlers.Clear();
            bearer.TokenHandlers.Add(_handler);
            bearer.TokenValidationParameters.IssuerSigningKeys = Keys;
            if (provider is not null)
                bearer.ConfigurationManager = provider;
        });
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapGet("/", (ClaimsPrincipal user) => string.Join(' ', user.Claims.Where(claim => claim.Type is "sub" or "role").Select(claim => claim.Value)))
            .RequireAuthorization();
        _app.MapGet("/identity", (ClaimsPrincipal user) => ((CaseSensitiveClaimsIdentity)user.Identity!).SecurityToken is null ? "no token" : "token")
            .RequireAuthorization();
    }

    /// <summary>The time, which begins with the tests'.</summary>
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    /// <summary>The configured keys.</summary>
    public IReadOnlyList<SecurityKey> Keys { get; private set; }

    /// <summary>The cache.</summary>
    public ValidatedTokens Validated { get; }

    /// <summary>How often a token was validated.</summary>
    public int Validations => _handler.Times;

    public static async Task<TokenHost> StartAsync(IReadOnlyList<SecurityKey> keys, Provider? provider = null, int capacity = 100)
    {
        var host = new TokenHost(keys, provider, capacity);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Reads the options anew, with other keys.</summary>
    public void Configure(params IReadOnlyList<SecurityKey> keys)
    {
        Keys = keys;
        _app.Services.GetRequiredService<IOptionsMonitorCache<JwtBearerOptions>>().Clear();
    }

    /// <summary>Asks who a token names.</summary>
    /// <returns>The answer; for one that is refused, its status.</returns>
    public async Task<string> Ask(string token, string route = "/")
    {
        using var client = _app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.GetAsync(new Uri(route, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
            : $"{(int)response.StatusCode}";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A provider whose keys change when a test says so.</summary>
    internal sealed class Provider : IConfigurationManager<OpenIdConnectConfiguration>
    {
        private OpenIdConnectConfiguration _configuration = new();

        public void Publish(params IEnumerable<SecurityKey> keys)
        {
            _configuration = new OpenIdConnectConfiguration { Issuer = ProductionHost.Issuer };
            foreach (var key in keys)
                _configuration.SigningKeys.Add(key);
        }

        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) => Task.FromResult(_configuration);

        public void RequestRefresh()
        {
        }
    }

    private sealed class CountingHandler(TimeProvider clock) : JsonWebTokenHandler
    {
        // The library's clock, which it shows to nobody.
        private static readonly PropertyInfo ValidationClock =
            typeof(TokenValidationParameters).GetProperty("TimeProvider", BindingFlags.Instance | BindingFlags.NonPublic)!;

        public int Times { get; private set; }

        public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            Times++;
            ValidationClock.SetValue(validationParameters, clock);
            return base.ValidateTokenAsync(token, validationParameters);
        }
    }
}
