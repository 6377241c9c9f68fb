using PromptGen.Testing.Processes;

namespace PromptGen.Gateway.Tests;

/// <summary>A cluster on a real Redis: a Gateway that is its one silo too, and a Gateway that is a client of it.</summary>
public sealed class ClusterHosts : IAsyncLifetime
{
    private RedisServer? _redis;

    /// <summary>The silo, which loses answers.</summary>
    public LostAnswersHost Silo { get; private set; } = null!;

    /// <summary>The client.</summary>
    public GatewayHost Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        var redis = $"--ConnectionStrings:redis={_redis.ConnectionString}";
        Silo = new LostAnswersHost { Settings = [redis, "--Gateway:CoHostSilo=true"] };
        await Silo.InitializeAsync();
        Client = new GatewayHost { Settings = [redis] };
        await Client.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Client is not null)
            await Client.DisposeAsync();
        if (Silo is not null)
            await Silo.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
    }
}
