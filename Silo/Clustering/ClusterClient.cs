using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Messaging;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.Silo.Redis;
using StackExchange.Redis;

namespace PromptGen.Silo.Clustering;

/// <summary>How a program that is no silo finds the silos of a cluster, and how long it waits for them.</summary>
public static class ClusterClient
{
    private static readonly TimeSpan BetweenConnects = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes the host a client of the cluster; it may start before the first silo and waits for it.</summary>
    /// <exception cref="StartupException">A certificate cannot be used.</exception>
    public static void UsePromptGenCluster(this IClientBuilder client, ClusterSettings settings, RedisConnection redis)
    {
        client.UseRedisClustering(clustering =>
        {
            clustering.ConfigurationOptions = redis.Options;
            clustering.CreateMultiplexer = _ => Task.FromResult<(IConnectionMultiplexer, bool)>((redis.Multiplexer, true));
        });
        client.UseClusterTls(settings.Tls);
        client.Services.Decorate<IGatewayListProvider>(list => new InTimeGatewayList(list));
        client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ClusterSettings.ClusterResponseTimeout);
        client.UseConnectionRetryFilter(async (_, cancellationToken) =>
        {
            await Task.Delay(BetweenConnects, cancellationToken);
            return true;
        });
        client.Services.SendAllExceptions();
        client.AddDashboard();
        client.AddActivityPropagation();
    }
}
