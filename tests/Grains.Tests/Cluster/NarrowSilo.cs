using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using PromptGen.Silo;
using PromptGen.Silo.Redis;
using StackExchange.Redis;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>One silo for one test: it generates one prompt at a time, lets three wait, and its clock can be moved on.</summary>
internal sealed class NarrowSilo : IAsyncDisposable
{
    private readonly string _directory;
    private readonly InProcessTestCluster _cluster;
    private readonly RedisConnection _redis;

    private NarrowSilo(string directory, RedisConnection redis, ScriptedModel model, (string Key, string Value)[] settings)
    {
        (_directory, _redis) = (directory, redis);
        Model = model;
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Model:Provider"] = "openai",
                ["Model:Endpoint"] = model.Endpoint,
                ["Model:Name"] = "test-model",
                ["Model:MaxConcurrency"] = "1",
                ["Tasks:QueueCapacity"] = "3",
                ["Billing:TrialTokens"] = "100000",
                ["Billing:TrialDays"] = "1",
                ["Logging:LogLevel:Default"] = "None",
            });
            foreach (var (key, value) in settings)
                host.Configuration[key] = value;
            host.Services.AddSingleton<TimeProvider>(Clock);
            host.AddPromptGenDomain(redis, _ => { });
        });
        _cluster = builder.Build();
    }

    public ScriptedModel Model { get; }

    public MovedClock Clock { get; } = new();

    public IDatabase Redis => _redis.Multiplexer.GetDatabase();

    public RedisKeys Keys => Service<RedisKeys>();

    public T Service<T>()
        where T : notnull => _cluster.Silos[0].ServiceProvider.GetRequiredService<T>();

    /// <summary>Starts one with these settings beside its own.</summary>
    public static async Task<NarrowSilo> Start(params (string Key, string Value)[] more)
    {
        var directory = Directory.CreateTempSubdirectory("promptgen-grains-").FullName;
        var settings = new Dictionary<string, string?> { ["Redis:DataDirectory"] = directory };
        var model = new ScriptedModel();
        await model.StartAsync();
        var silo = new NarrowSilo(directory, await RedisConnection.OpenEmbedded(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), directory), model, more);
        await silo._cluster.DeployAsync();
        return silo;
    }

    public IGrainFactory Grains => _cluster.Client;

    public Task Deactivate(IAddressable grain) => _cluster.DeactivateAsync(grain);

    public IPromptTaskGrain Task(string user) => Task(new PromptTaskKey(user, Guid.NewGuid()));

    public IPromptTaskGrain Task(PromptTaskKey key) => _cluster.Client.PromptTask(key);

    public async Task<IPromptTaskGrain> Submit(string user, SubmitOutcome expected = SubmitOutcome.Accepted)
    {
        var task = Task(user);
        Assert.Equal(expected, (await task.Submit(new PromptSubmission { ManualPrompt = $"We sell bread. {user}" })).Outcome);
        return task;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _redis.DisposeAsync();
        await Model.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>The system's clock, some time ahead.</summary>
    internal sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
