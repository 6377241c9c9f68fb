using PromptGen.Testing.Processes;

namespace PromptGen.SystemTests.Costs;

/// <summary>The whole service in one process on a redis-server, which tells what it is sent.</summary>
public sealed class Service : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private GatewayProcess _gateway = null!;

    /// <summary>What Redis is sent.</summary>
    internal RedisTraffic Traffic { get; private set; } = null!;

    /// <summary>The model.</summary>
    internal FakeModelServer Model { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        Model = await FakeModelServer.StartAsync(ModelBehaviours.Answer(new string('a', 2_500)));
        _gateway = GatewayProcess.Start(new Dictionary<string, string?>
        {
            ["ConnectionStrings__redis"] = _redis.ConnectionString,
            ["Gateway__CoHostSilo"] = "true",
            ["Model__Provider"] = "openai",
            ["Model__Endpoint"] = Model.Endpoint.ToString(),
            ["Model__Name"] = "test-model",
            ["Billing__TrialTokens"] = "1000000",
        });
        await _gateway.WaitUntilReadyAsync();
        Traffic = await RedisTraffic.WatchAsync(_redis.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await Traffic.DisposeAsync();
        await _gateway.DisposeAsync();
        await Model.DisposeAsync();
        await _redis.DisposeAsync();
    }

    /// <summary>A user whom nobody has seen yet.</summary>
    internal Task<ApiClient> NewUserAsync() => ApiClient.LogInAsync(_gateway.Url, $"user-{Guid.NewGuid():N}");

    /// <summary>What the work sent to Redis, what follows behind its back included.</summary>
    internal async Task<(long Commands, long Bytes)> CostAsync(Func<Task> work)
    {
        await UntilQuietAsync();
        using var probe = new RedisProbe(_redis.Port);
        var (commands, bytes) = (Commands(), await probe.FigureAsync("total_net_input_bytes"));
        await work();
        await UntilQuietAsync();
        return (Commands() - commands, await probe.FigureAsync("total_net_input_bytes") - bytes);
    }

    // Connections are kept alive by PING, however little is asked.
    private long Commands() => Traffic.Counts.Where(command => command.Key != "PING").Sum(command => command.Value);

    private async Task UntilQuietAsync()
    {
        var (last, still) = (-1L, 0);
        await Eventually.UntilAsync(() =>
        {
            still = Traffic.Lines == last ? still + 1 : 0;
            last = Traffic.Lines;
            return still == 8;
        }, "nothing more is sent to Redis");
    }
}
