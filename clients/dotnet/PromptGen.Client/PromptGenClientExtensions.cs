using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace PromptGen.Client;

/// <summary>Registers the client.</summary>
public static class PromptGenClientExtensions
{
    /// <summary>Adds <see cref="PromptGenClient"/> as a typed client.</summary>
    /// <param name="services">The services.</param>
    /// <param name="address">Where the service is, such as <c>https://prompts.example.org/</c>.</param>
    /// <param name="token">Gets the bearer token of the user, before each request.</param>
    public static IHttpClientBuilder AddPromptGenClient(this IServiceCollection services, Uri address, Func<IServiceProvider, CancellationToken, ValueTask<string>> token) =>
        services.AddHttpClient<PromptGenClient>(http =>
            {
                http.BaseAddress = address;
                // Long polls take half a minute.
                http.Timeout = TimeSpan.FromSeconds(100);
            })
            .AddHttpMessageHandler(provider => new TokenHandler(cancellation => token(provider, cancellation)));

    private sealed class TokenHandler(Func<CancellationToken, ValueTask<string>> token) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
