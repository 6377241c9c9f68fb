using System.Net;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.Silo.Redis;
using StackExchange.Redis;

namespace PromptGen.Silo.Clustering;

/// <summary>How a silo finds others, where it listens, and whom it lets in.</summary>
internal static class SiloCluster
{
    /// <summary>Joins the cluster of a Redis server; on the embedded one a silo is alone.</summary>
    /// <exception cref="StartupException">Its address or its certificate cannot be used.</exception>
    public static void UsePromptGenCluster(this ISiloBuilder silo, ClusterSettings options, RedisConnection redis)
    {
        if (redis.IsEmbedded)
        {
            // Nobody else can join, and membership that does not outlive the process leaves no dead silo to wait for.
            silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort, serviceId: options.ServiceId, clusterId: options.ClusterId);
            silo.AcceptNoConnections();
            return;
        }
        var address = Address(options, redis);
        silo.UseClusterTls(options.Tls);
        silo.UseRedisClustering(clustering =>
        {
            clustering.ConfigurationOptions = redis.Options;
            clustering.CreateMultiplexer = _ => Task.FromResult<(IConnectionMultiplexer, bool)>((redis.Multiplexer, true));
        });
        silo.Services.Decorate<IMembershipTable>(table => new InTimeMembershipTable(table));
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId));
        silo.Configure<EndpointOptions>(endpoint =>
        {
            (endpoint.SiloPort, endpoint.GatewayPort) = (options.SiloPort, options.GatewayPort);
            endpoint.AdvertisedIPAddress = address;
        });

        // A killed silo is known dead after about two seconds, a frozen one after about ten.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.MaxProbeTimeout = TimeSpan.FromSeconds(3);
            // Silos that start after a crash of all wait until those before them have not shown for three times this long.
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
            // A silo that starts where one was killed declares that one dead. When silos start together one of them may lose this race to write,
            // and nobody else will do it, since the address answers again: it tries anew whenever it reads the table.
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        });
    }

    /// <summary>
    /// Alone on the embedded Redis nobody needs to know this silo's ports, so taken defaults are replaced. In a
    /// cluster a taken port is the operator's to settle.
    /// </summary>
    public static void ChoosePorts(ClusterSettings options, IConfiguration configuration, RedisConnection redis)
    {
        options.SiloPort = Choose(nameof(options.SiloPort), options.SiloPort);
        options.GatewayPort = Choose(nameof(options.GatewayPort), options.GatewayPort);

        int Choose(string name, int port)
        {
            if (redis.IsEmbedded && configuration[$"{ClusterSettings.Section}:{name}"] is null && !Ports.IsFree(port))
                return Ports.AnyFree();
            Startup.RequireFree(port, $"{ClusterSettings.Section}__{name}");
            return port;
        }
    }

    /// <summary>Says what stands open that need not.</summary>
    public static void WarnOfOpenDoors(this IHostApplicationBuilder builder, ClusterSettings options, RedisConnection redis)
    {
        if (redis.OpenDirectory is { } open)
            builder.WarnAtStart($"Other users of this machine can read users' texts in {open}, and this user may not change that: choose a folder of this user by Redis__DataDirectory.");
        if (!redis.IsEmbedded && !options.Tls.IsSet && !IPAddress.IsLoopback(Address(options, redis)))
            builder.WarnAtStart($"Whoever reaches port {options.SiloPort} or {options.GatewayPort} of {options.AdvertisedAddress} can do everything, for nobody is asked there who they are: set Orleans__Tls__Certificate, Orleans__Tls__Key and Orleans__Tls__CertificateAuthority.");
    }

    /// <summary>Where a silo listens, and what it tells others: loopback, unless it is told an address.</summary>
    /// <exception cref="StartupException">It is none, or it is missing where others need it.</exception>
    private static IPAddress Address(ClusterSettings options, RedisConnection redis)
    {
        if (options.AdvertisedAddress is not { Length: > 0 } text)
        {
            return redis.IsLocal ? IPAddress.Loopback : throw new StartupException(
                "Redis is not on this machine, so silos and gateways elsewhere will look for this silo: set Orleans__AdvertisedAddress to this machine's IP address in their network.");
        }
        return IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            ? address
            : throw new StartupException("Orleans__AdvertisedAddress has to be one IP address of this machine, such as 10.0.0.5.");
    }

    /// <summary>
    /// Orleans asks nobody who they are: whoever reaches these ports can call any grain. Alone, a silo needs neither, but cannot be
    /// told not to listen.
    /// </summary>
    private static void AcceptNoConnections(this ISiloBuilder silo)
    {
        silo.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloInboundConnection(Refuse);
            connections.ConfigureGatewayInboundConnection(Refuse);
        });

        static void Refuse(IConnectionBuilder connections) => connections.Use(_ => connection =>
        {
            connection.Abort();
            return Task.CompletedTask;
        });
    }

    private static void WarnAtStart(this IHostApplicationBuilder builder, string text) =>
        builder.Services.AddSingleton<IHostedService>(services => new StartupWarning(text, services.GetRequiredService<ILogger<StartupWarning>>()));
}
