using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Messaging;
using PromptGen.Silo.Health;
using PromptGen.Silo.Hosting;
using StackExchange.Redis;

namespace PromptGen.Gateway.Hosting;

/// <summary>How a gateway gets at grains: as a silo itself, or as a client of a cluster.</summary>
public static class ClusterExtensions
{
    /// <summary>
    /// Without a Redis server: an embedded one, and a silo in this process. With one: a client, or a silo too if
    /// <c>Gateway:CoHostSilo</c> says so.
    /// </summary>
    /// <exception cref="StartupException">Redis, the data directory or a port cannot be used.</exception>
    public static async Task<RedisConnection> AddCluster(this WebApplicationBuilder builder)
    {
        var isConfigured = RedisConnection.IsConfigured(builder.Configuration);
        var isSilo = builder.Configuration.GetSection(GatewaySettings.Section).Get<GatewaySettings>()?.CoHostSilo ?? !isConfigured;
        if (!isConfigured && !isSilo)
            throw new StartupException("a gateway that is no silo needs a cluster: set ConnectionStrings__redis, or leave Gateway__CoHostSilo out.");

        var redis = isConfigured
            ? await RedisConnection.Open(builder.Configuration)
            : await RedisConnection.OpenEmbedded(builder.Configuration, builder.Environment.ContentRootPath);
        if (isSilo)
        {
            builder.AddPromptGenSilo(redis);
            builder.Services.AddHealthChecks().AddCheck<SiloReadiness>("silo", tags: [HealthExtensions.Ready]);
        }
        else
        {
            builder.AddClient(redis);
        }
        return redis;
    }

    private static void AddClient(this WebApplicationBuilder builder, RedisConnection redis)
    {
        var options = builder.Configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new ClusterSettings();
        builder.Services.AddPromptGenRedis(redis);
        // The client's start lasts until there is a silo; meanwhile the gateway says that it is not ready.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddSingleton<IClusterConnectionStatusObserver>(services => services.GetRequiredService<ClusterConnection>());
        builder.Services.AddHealthChecks().AddCheck<ClusterReadiness>("cluster", tags: [HealthExtensions.Ready]);
        builder.UseOrleansClient(client =>
        {
            client.UseRedisClustering(clustering =>
            {
                clustering.ConfigurationOptions = redis.Options;
                clustering.CreateMultiplexer = _ => Task.FromResult<(IConnectionMultiplexer, bool)>((redis.Multiplexer, true));
            });
            client.UseClusterTls(options.Tls);
            client.Services.Decorate<IGatewayListProvider>(list => new InTimeGatewayList(list));
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId));
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ClusterSettings.ClusterResponseTimeout);

            // A gateway may start before the first silo and waits for it.
            client.UseConnectionRetryFilter(async (_, cancellationToken) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
                return true;
            });
            client.AddOutgoingGrainCallFilter<RetriedCalls>();
            client.AddDashboard();
            client.AddActivityPropagation();
        });
    }
}
