using PromptGen.Grains.Tests.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using PromptGen.PromptTasks;
using PromptGen.Silo;
using PromptGen.Silo.Redis;
using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(ClusterFixture))]

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Two silos on a real store and a model server; started once, so tests use users and tasks of their own.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("promptgen-grains-").FullName;
    private RedisConnection? _redis;
    private InProcessTestCluster? _cluster;

    /// <summary>The model, by the text it is asked about.</summary>
    public ScriptedModel Model { get; } = new();

    /// <summary>Holds calls to grains up.</summary>
    internal CallGates Gates { get; } = new();

    public IGrainFactory Grains => Cluster.Client;

    public InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster has not started.");

    internal HeldWrites Writes { get; } = new();

    public RedisConnection Connection => _redis!;

    public IDatabase Redis => _redis!.Multiplexer.GetDatabase();

    internal RedisKeys Keys => Cluster.Silos[0].ServiceProvider.GetRequiredService<RedisKeys>();

    /// <summary>The runners of both silos.</summary>
    public IEnumerable<IPromptTaskRunner> Runners => Cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IPromptTaskRunner>());

    public async ValueTask InitializeAsync()
    {
        await Model.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Redis:DataDirectory"] = _directory,
            ["Model:Provider"] = "openai",
            ["Model:Endpoint"] = Model.Endpoint,
            ["Model:Name"] = "test-model",
            ["Model:RetryDelay"] = "00:00:00.005",
            ["Billing:TrialTokens"] = "10000",
            ["Billing:TrialDays"] = "14",
            ["Tasks:SweepInterval"] = "00:00:02",
            ["Logging:LogLevel:Default"] = "None",
        };
        _redis = await RedisConnection.OpenEmbedded(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), _directory);
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(settings);
            host.AddPromptGenDomain(_redis, silo => silo.AddIncomingGrainCallFilter(Gates));
            host.Services.AddKeyedSingleton(StorageNames.Tasks, (services, _) => Writes.Before(services.GetRequiredService<RedisTaskStorage>()));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
        await Model.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
