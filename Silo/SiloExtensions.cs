using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Persistence;
using Orleans.Serialization;
using Orleans.Storage;
using PromptGen.Batches;
using PromptGen.History;
using PromptGen.Llm;
using PromptGen.PromptTasks;
using PromptGen.Prompts;
using PromptGen.RateLimits;
using PromptGen.ResultCache;
using PromptGen.Running;
using PromptGen.ServiceDefaults.Hosting;
using PromptGen.ServiceDefaults.Security;
using PromptGen.Silo.Clustering;
using PromptGen.Silo.Redis;
using PromptGen.Tokens;
using PromptGen.Webhooks;
using StackExchange.Redis;

namespace PromptGen.Silo;

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
        SiloCluster.ChoosePorts(options, builder.Configuration, redis);
        builder.WarnOfOpenDoors(options, redis);
        builder.AddPromptGenDomain(redis, silo =>
        {
            silo.UsePromptGenCluster(options, redis);
            silo.AddDashboard(dashboard =>
            {
                dashboard.HideTrace = true;
                // Each update goes through the whole directory of grains.
                dashboard.CounterUpdateIntervalMs = 60_000;
            });
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
        builder.Services.AddLlm();
        builder.Services.AddPrompts();
        builder.Services.AddWebhooks();
        builder.Services.AddSettingsOf(typeof(ModelOptions).Assembly);
        builder.Services.AddSettingsOf(typeof(WebhookTargets).Assembly);
        builder.Services.AddOptions<PromptTaskOptions>().BindConfiguration(PromptTaskOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ResultCacheOptions>().BindConfiguration(ResultCacheOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<WebhookTargets>().BindConfiguration(WebhookTargets.Section).Validate(static targets => targets.IsValid, WebhookTargets.Allowed).ValidateOnStart();
        builder.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations()
            .Validate(static webhooks => webhooks.RetryDelays?.All(static delay => delay > TimeSpan.Zero) is not false, "Webhooks:RetryDelays has to hold times longer than nothing").ValidateOnStart();
        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        // Else the host gives up after 30 s, whatever the drain may take.
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<PromptTaskOptions>>((host, tasks) => host.ShutdownTimeout = tasks.Value.DrainTimeout + StopTime);
        builder.Services.AddOptions<BillingOptions>()
            .Configure<IHostEnvironment>((billing, environment) =>
                (billing.TrialTokens, billing.TrialDays) = environment.IsDevelopment() ? (10_000, 14) : (0, 0))
            .BindConfiguration(BillingOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        // Before Orleans: nothing is written until the format is known.
        builder.Services.AddHostedSingleton<RedisStorageFormat>();
        builder.Services.AddSingleton<IStorageFormat>(services => services.GetRequiredService<RedisStorageFormat>());
        builder.UseOrleans(silo =>
        {
            silo.UsePromptGenStorage(redis);
            silo.Services.SendAllExceptions();
            silo.Configure<SiloMessagingOptions>(messaging =>
                messaging.ResponseTimeout = redis.IsEmbedded ? ClusterSettings.ResponseTimeout : ClusterSettings.ClusterResponseTimeout);
            configure(silo);
        });

        // After Orleans, so that they stop before it: the grains they report to still answer.
        builder.Services.AddSingleton<IInFlightTasks, RedisInFlightTasks>();
        builder.Services.AddSingleton<GrainCalls>();
        builder.Services.AddSingleton<IStopSignals, RedisStopSignals>();
        builder.Services.AddSingleton<ModelPace>();
        builder.Services.AddSingleton<PatientWriter>();
        builder.Services.AddSingleton<PromptGeneration>();
        builder.Services.AddSingleton<PromptTaskWork>();
        builder.Services.AddActivatedSingleton<PromptTaskMetrics>();
        builder.Services.AddHostedSingleton<RedisPulse>();
        builder.Services.AddSingleton<IStorePulse>(services => services.GetRequiredService<RedisPulse>());
        builder.Services.AddSingleton<IKeptTasks, RedisKeptTasks>();
        builder.Services.AddSingleton<IJournal, RedisJournal>();
        builder.Services.AddSingleton<IBusinessPromptStore, RedisBusinessPrompts>();
        builder.Services.AddSingleton<BusinessPrompts>();
        builder.Services.AddStackExchangeRedisCache(cache => cache.ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(redis.Multiplexer));
        builder.Services.AddOptions<RedisCacheOptions>().Configure<RedisKeys>((cache, keys) => cache.InstanceName = keys.Results);
        builder.Services.AddSingleton<CachedResults>();
        builder.Services.AddSingleton<IHistory, RedisHistory>();
        builder.Services.AddSingleton<IOpenBatches, RedisOpenBatches>();
        builder.Services.AddSingleton<IWebhookDeliveries, RedisWebhookDeliveries>();
        builder.Services.AddSingleton<IWebhookSubscribers, RedisWebhookSubscribers>();
        builder.Services.AddSingleton<EndAnnouncements>();
        builder.Services.AddHostedService<WebhookDispatcher>();
        builder.Services.AddHostedSingleton<FinishedTasks>();
        builder.Services.AddHostedSingleton<PromptTaskRunner>();
        builder.Services.AddSingleton<IPromptTaskRunner>(services => services.GetRequiredService<PromptTaskRunner>());
        builder.Services.AddActivatedSingleton<RunnerMetrics>();
        builder.Services.AddHostedSingleton<TaskRecovery>();
        builder.Services.AddHostedService<TextRetention>();
        builder.Services.AddHostedService<BatchRecovery>();
    }

    /// <summary>Adds the Redis connection and the names of the keys.</summary>
    public static void AddPromptGenRedis(this IServiceCollection services, RedisConnection redis)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(redis);
        services.TryAddSingleton(redis.Multiplexer);
        services.TryAddSingleton<RedisKeys>();
        services.AddSettingsOf(typeof(SiloExtensions).Assembly);
        services.TryAddSingleton<ISharedKeys>(provider => new RedisSharedKeys(redis.Multiplexer, provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
        services.AddHostedService<RedisDurability>();
    }

    /// <summary>States are JSON, readable by an operator and by later versions.</summary>
    public static void UsePromptGenStorageSerializer(this ISiloBuilder silo)
    {
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.Services.Configure<SystemTextJsonGrainStorageSerializerOptions>(options => StorageJson.Configure(options.JsonSerializerOptions));
    }

    private static void UsePromptGenStorage(this ISiloBuilder silo, RedisConnection redis)
    {
        silo.UsePromptGenStorageSerializer();
        Add(StorageNames.Tokens, static (keys, key) => keys.Account(key));
        Add(StorageNames.Batches, static (keys, key) => keys.Batch(key));
        Add(StorageNames.Webhooks, static (keys, key) => keys.Webhooks(key));
        silo.Services.AddSingleton<RedisTaskStorage>();
        silo.Services.AddKeyedSingleton<IGrainStorage>(StorageNames.Tasks, (services, _) =>
            new FailFastGrainStorage(services.GetRequiredService<RedisTaskStorage>(), services.GetRequiredService<RedisPulse>()));

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

    private static void AddHostedSingleton<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
