using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests.Events;

/// <summary>Silos and gateways as processes of their own on a real Redis, with one model for all.</summary>
internal sealed class TaskCluster : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings;
    private readonly List<IAsyncDisposable> _started = [];
    private readonly List<SiloProcess> _silos = [];
    private readonly List<GatewayProcess> _gateways = [];

    private TaskCluster(RedisServer redis, FakeModelServer model, Dictionary<string, string?> settings)
    {
        Model = model;
        _started.AddRange([redis, model]);
        _settings = new(settings)
        {
            ["ConnectionStrings__redis"] = redis.ConnectionString,
            ["Model__Provider"] = "openai",
            ["Model__Endpoint"] = model.Endpoint.ToString(),
        };
    }

    public FakeModelServer Model { get; }

    public IReadOnlyList<SiloProcess> Silos => _silos;

    public IReadOnlyList<GatewayProcess> Gateways => _gateways;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The gateways know the first silo before the others are there, so that is the one they ask first.</summary>
    public static async Task<TaskCluster> StartAsync(int silos, int gateways, Dictionary<string, string?>? settings = null)
    {
        var cluster = new TaskCluster(await RedisServer.StartAsync(), await FakeModelServer.StartAsync(), settings ?? []);
        try
        {
            await cluster.AddSiloAsync();
            for (var i = 0; i < gateways; i++)
                cluster._gateways.Add(cluster.Owned(GatewayProcess.Start(cluster._settings)));
            foreach (var gateway in cluster._gateways)
                await gateway.WaitUntilReadyAsync(Cancellation);
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

    /// <summary>A user with that many tokens, at the first gateway.</summary>
    public async Task<ApiClient> UserAsync(string user, long tokens)
    {
        using var admin = await ApiClient.LogInAsync(_gateways[0].Url, "root", admin: true, Cancellation);
        await admin.PutAccountAsync(user, tokens, Cancellation);
        return await ApiClient.LogInAsync(_gateways[0].Url, user, cancellation: Cancellation);
    }

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
