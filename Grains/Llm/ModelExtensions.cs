using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PromptGen.Llm;

/// <summary>Registers the model.</summary>
public static class ModelExtensions
{
    internal const string HttpClientName = "model";

    /// <summary>
    /// Adds the configured provider's <see cref="IChatClient"/> and what is known of its models.
    /// Options that cannot work stop the host at its start.
    /// </summary>
    public static IServiceCollection AddLlm(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsAnnotations>();
        services.AddSingleton<ModelOptionsSetup>();
        services.AddSingleton<IPostConfigureOptions<ModelOptions>>(provider => provider.GetRequiredService<ModelOptionsSetup>());
        services.AddSingleton<IValidateOptions<ModelOptions>>(provider => provider.GetRequiredService<ModelOptionsSetup>());

        AddModelHttpClient(services);
        services.AddSingleton<ModelDialects>();
        services.AddSingleton<ModelFaults>();
        services.AddSingleton<ModelRoster>();
        services.AddSingleton(ModelClient.Create);
        return services;
    }

    private static void AddModelHttpClient(IServiceCollection services)
    {
        services.TryAddTransient<ModelResponseGuard>();
        var client = services.AddHttpClient(HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            // Its log lines would carry the endpoint; the writer logs what matters.
            .RemoveAllLoggers()
            // The chat client keeps its HTTP client for good; connections renew themselves instead.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.ConnectTimeout = TimeSpan.FromSeconds(5);
                handler.MaxConnectionsPerServer = int.MaxValue;
                // A prompt goes to the configured provider and nowhere else.
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                // An abandoned answer is not read to its end: leaving must close the connection at once.
                handler.ResponseDrainTimeout = TimeSpan.FromMilliseconds(100);
            });
        client.AddHttpMessageHandler<ModelResponseGuard>();
    }
}
