using Microsoft.Extensions.Options;
using PromptGen.Llm;
using PromptGen.ServiceDefaults.Health;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.ServiceDefaults.Security;
using PromptGen.Silo;
using PromptGen.Silo.Clustering;
using PromptGen.Silo.Redis;

namespace PromptGen.Gateway.Hosting;

/// <summary>How a gateway gets at grains: as a silo itself, or as a client of a cluster. The one place that knows silos.</summary>
public static class ClusterExtensions
{
    /// <summary>
    /// Without a Redis server: an embedded one, and a silo in this process. With one: a client, or a silo too if
    /// <c>Gateway:CoHostSilo</c> says so. In Development also the tokens that are given away.
    /// </summary>
    /// <returns>The store, to be disposed of after the program.</returns>
    /// <exception cref="StartupException">Redis, the data directory or a port cannot be used.</exception>
    public static async Task<IAsyncDisposable> AddCluster(this WebApplicationBuilder builder)
    {
        var isConfigured = RedisConnection.IsConfigured(builder.Configuration);
        var isSilo = builder.Configuration.GetSection(GatewaySettings.Section).Get<GatewaySettings>()?.CoHostSilo ?? !isConfigured;
        if (!isConfigured && !isSilo)
            throw new StartupException("a gateway that is no silo needs a cluster: set ConnectionStrings__redis, or leave Gateway__CoHostSilo out.");

        var settings = builder.Configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new ClusterSettings();
        var redis = isConfigured
            ? await RedisConnection.Open(builder.Configuration)
            : await RedisConnection.OpenEmbedded(builder.Configuration, builder.Environment.ContentRootPath);
        await builder.AddDevelopmentTokens(new RedisSharedKeys(redis.Multiplexer, settings.ServiceId));
        if (isSilo)
        {
            builder.AddPromptGenSilo(redis);
            builder.Services.AddHealthChecks().AddCheck<SiloReadiness>("silo", tags: [HealthExtensions.Ready]);
            builder.Services.AddSingleton(services => Describe(services.GetRequiredService<IOptions<ModelOptions>>().Value));
        }
        else
        {
            builder.AddClient(settings, redis);
        }
        // Who is alone has nobody to go to when a call fails.
        if (isConfigured)
            builder.Services.AddSingleton<IOutgoingGrainCallFilter>(services => new RetriedCalls(ClusterSettings.ClusterResponseTimeout, services.GetRequiredService<TimeProvider>()));
        return redis;
    }

    private static void AddClient(this WebApplicationBuilder builder, ClusterSettings settings, RedisConnection redis)
    {
        builder.Services.AddPromptGenRedis(redis);
        builder.Services.AddSettingsOf(typeof(ModelOptions).Assembly);
        // The client's start lasts until there is a silo; meanwhile the gateway says that it is not ready.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddSingleton<IClusterConnectionStatusObserver>(services => services.GetRequiredService<ClusterConnection>());
        builder.Services.AddHealthChecks().AddCheck<ClusterReadiness>("cluster", tags: [HealthExtensions.Ready]);
        builder.UseOrleansClient(client => client.UsePromptGenCluster(settings, redis));
    }

    private static HostedModel Describe(ModelOptions model) => new(model.Provider!, model.Provider switch
    {
        ModelProviders.None => "none: the fallback answers. Set GEMINI_API_KEY (or see Model__… in the README) for real ones.",
        ModelProviders.Demo => "demo: no AI is asked, your notes are put in order. Set GEMINI_API_KEY (or see Model__… in the README) for a real one.",
        _ => $"{model.Name} ({model.Provider})",
    });
}
