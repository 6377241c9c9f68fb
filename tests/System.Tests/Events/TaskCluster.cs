using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests.Events;

/// <summary>Silos and gateways as processes of their own on a real Redis, with one model for all.</summary>
internal sealed class TaskCluster : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings;
    private readonly List<IAsyncDisposable> _started = [];
    private readonly List<SiloProcess> _silos = [];

    private TaskCluster(RedisServer redis, FakeModelServer model)
    {
        Model = model;
        _started.AddRange([redis, model]);
        _settings = new()
        {
            ["ConnectionStrings__redis"] = redis.ConnectionString,
            ["Model__Provider"] = "openai",
            ["Model__Endpoint"] = model.Endpoint.ToString(),
            ["Model__Name"] = "test-model",
        };
    }

    public FakeModelServer Model { get; }

    public IReadOnlyList<SiloProcess> Silos => _silos;

    public GatewayProcess Gateway { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The gateway knows the first silo before the others are there, so that is the one it asks first.</summary>
    public static async Task<TaskCluster> StartAsync(int silos)
    {
        var cluster = new TaskCluster(await RedisServer.StartAsync(), await FakeModelServer.StartAsync());
        try
        {
            await cluster.AddSiloAsync();
            cluster.Gateway = cluster.Owned(cluster.StartGateway());
            await cluster.Gateway.WaitUntilReadyAsync(Cancellation);
            await Task.WhenAll(Enumerable.Range(1, silos - 1).Select(_ => cluster.AddSiloAsync()));
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
        return cluster;
    }

    /// <summary>The silo that asked the model: each has a key of its own.</summary>
    public SiloProcess SiloOf(ModelCall call) => _silos.Single(silo => call.Authorization == $"Bearer {Key(_silos.IndexOf(silo))}");

    /// <summary>A user with that many tokens.</summary>
    public async Task<ApiClient> UserAsync(string user, long tokens)
    {
        using var admin = await ApiClient.LogInAsync(Gateway.Url, "root", admin: true, Cancellation);
        await admin.PutAccountAsync(user, tokens, Cancellation);
        return await ApiClient.LogInAsync(Gateway.Url, user, cancellation: Cancellation);
    }

    /// <summary>One more gateway, for a test to lose and to dispose of.</summary>
    public GatewayProcess StartGateway() => GatewayProcess.Start(_settings);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(_started))
            await one.DisposeAsync();
    }

    private static string Key(int silo) => $"silo-{silo}";

    private async Task AddSiloAsync()
    {
        var silo = Owned(SiloProcess.Start(new Dictionary<string, string?>(_settings) { ["Model__ApiKey"] = Key(_silos.Count) }));
        _silos.Add(silo);
        await silo.WaitUntilReadyAsync(Cancellation);
    }

    private T Owned<T>(T one)
        where T : IAsyncDisposable
    {
        _started.Add(one);
        return one;
    }
}
