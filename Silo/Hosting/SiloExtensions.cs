using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Persistence;
using Orleans.Serialization;
using Orleans.Storage;
using PromptGen.Models;
using PromptGen.PromptTasks;
using PromptGen.RateLimits;
using PromptGen.Silo.Recovery;
using PromptGen.Silo.Running;
using PromptGen.Silo.Storage;
using PromptGen.Tokens;
using StackExchange.Redis;

namespace PromptGen.Silo.Hosting;

/// <summary>Makes a host a silo of PromptGen.</summary>
public static class SiloExtensions
{
    // What Orleans needs to leave once the runner is drained.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(20);

    /// <summary>Adds Orleans on Redis, the domain, the runner and recovery.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="redis">The connection to keep everything at.</param>
    public static void AddPromptGenSilo(this IHostApplicationBuilder builder, RedisConnection redis)
    {
        var options = builder.Configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new ClusterSettings();
        ChoosePorts(options, builder.Configuration, redis);
        builder.AddPromptGenDomain(redis, silo =>
        {
            silo.UsePromptGenCluster(options, redis);
            silo.AddDashboard(dashboard => dashboard.HideTrace = true);
            silo.AddActivityPropagation();
        });
    }

    /// <summary>Adds a silo with the domain, its storage, the runner and recovery; how silos find each other is the caller's to say.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="redis">The connection to keep everything at.</param>
    /// <param name="configure">Adds the cluster.</param>
    public static void AddPromptGenDomain(this IHostApplicationBuilder builder, RedisConnection redis, Action<ISiloBuilder> configure)
    {
        builder.Services.AddPromptGenRedis(redis);
        builder.Services.AddPromptModel();
        builder.Services.AddOptions<PromptTaskOptions>().BindConfiguration(PromptTaskOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        // Else the host gives up after 30 s, whatever the drain may take.
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<PromptTaskOptions>>((host, tasks) => host.ShutdownTimeout = tasks.Value.DrainTimeout + StopTime);
        builder.Services.AddOptions<BillingOptions>()
            .Configure<IHostEnvironment>((billing, environment) =>
                (billing.TrialTokens, billing.TrialDays) = environment.IsDevelopment() ? (10_000, 14) : (0, 0))
            .BindConfiguration(BillingOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        builder.UseOrleans(silo =>
        {
            silo.UsePromptGenStorage(redis);
            silo.Configure<SiloMessagingOptions>(messaging =>
                messaging.ResponseTimeout = redis.IsEmbedded ? ClusterSettings.ResponseTimeout : ClusterSettings.ClusterResponseTimeout);
            configure(silo);
        });

        // After Orleans, so that they stop before it: the grains they report to still answer.
        builder.Services.AddSingleton<RedisInFlightTasks>();
        builder.Services.AddSingleton<IInFlightTasks>(services => services.GetRequiredService<RedisInFlightTasks>());
        builder.Services.AddSingleton<GrainCalls>();
        builder.Services.AddSingleton<StopSignals>();
        builder.Services.AddSingleton<ModelPace>();
        builder.Services.AddSingleton<PatientWriter>();
        builder.Services.AddSingleton<PromptGeneration>();
        builder.Services.AddSingleton<PromptTaskWork>();
        builder.Services.AddHostedSingleton<RedisPulse>();
        builder.Services.AddHostedSingleton<FinishedTasks>();
        builder.Services.AddHostedSingleton<PromptTaskRunner>();
        builder.Services.AddSingleton<IPromptTaskRunner>(services => services.GetRequiredService<PromptTaskRunner>());
        builder.Services.AddHostedSingleton<TaskRecovery>();
    }

    /// <summary>Adds the Redis connection and the names of the keys.</summary>
    public static void AddPromptGenRedis(this IServiceCollection services, RedisConnection redis)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(redis);
        services.TryAddSingleton(redis.Multiplexer);
        services.TryAddSingleton<RedisKeys>();
    }

    private static void UsePromptGenCluster(this ISiloBuilder silo, ClusterSettings options, RedisConnection redis)
    {
        if (redis.IsEmbedded)
        {
            // Nobody else can join, and membership that does not outlive the process leaves no dead silo to wait for.
            silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort, serviceId: options.ServiceId, clusterId: options.ClusterId);
            return;
        }
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
            if (options.AdvertisedAddress is { Length: > 0 } address)
                endpoint.AdvertisedIPAddress = IPAddress.Parse(address);
            else if (redis.IsLocal)
                endpoint.AdvertisedIPAddress = IPAddress.Loopback;
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

    /// <summary>States are JSON, readable by an operator and by later versions.</summary>
    public static void UsePromptGenStorageSerializer(this ISiloBuilder silo)
    {
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.Services.Configure<SystemTextJsonGrainStorageSerializerOptions>(options =>
        {
            options.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            options.JsonSerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
    }

    private static void UsePromptGenStorage(this ISiloBuilder silo, RedisConnection redis)
    {
        silo.UsePromptGenStorageSerializer();
        Add(StorageNames.Tasks, static (keys, key) => keys.Task(key));
        Add(StorageNames.Tokens, static (keys, key) => keys.Account(key));

        void Add(string name, Func<RedisKeys, string, RedisKey> keyOf)
        {
            silo.AddRedisGrainStorage(name, storage => storage.Configure<RedisKeys>((options, keys) =>
            {
                options.ConfigurationOptions = redis.Options;
                options.CreateMultiplexer = _ => Task.FromResult<(IConnectionMultiplexer, bool)>((redis.Multiplexer, true));
                options.GetStorageKey = (_, grain) => keyOf(keys, grain.Key.ToString()!);
                options.DeleteStateOnClear = true;
            }));
            silo.Services.AddKeyedSingleton<IGrainStorage>(name, (services, _) =>
                new FailFastGrainStorage(RedisGrainStorageFactory.Create(services, name), services.GetRequiredService<RedisPulse>()));
        }
    }

    /// <summary>
    /// Alone on the embedded Redis nobody needs to know this silo's ports, so taken defaults are replaced. In a
    /// cluster a taken port is the operator's to settle.
    /// </summary>
    private static void ChoosePorts(ClusterSettings options, IConfiguration configuration, RedisConnection redis)
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

    private static void AddHostedSingleton<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
