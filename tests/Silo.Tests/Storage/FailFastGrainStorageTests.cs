using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using PromptGen.Silo.Redis;
using PromptGen.Testing.Processes;

namespace PromptGen.Silo.Tests.Storage;

/// <summary>A real redis-server that is stopped and goes on.</summary>
public sealed class FailFastGrainStorageTests : IAsyncLifetime
{
    private readonly GrainState<string> _state = new("state");
    private RedisServer? _server;
    private RedisConnection? _redis;
    private RedisPulse? _pulse;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RedisServer Server => _server ?? throw new InvalidOperationException("Not started.");

    private RedisPulse Pulse => _pulse ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:redis", _server.ConnectionString)]).Build();
        _redis = await RedisConnection.Open(configuration);
        _pulse = new RedisPulse(_redis, TimeProvider.System, NullLogger<RedisPulse>.Instance);
        await _pulse.StartAsync(Cancellation);
    }

    [Fact]
    public async Task Write_WhileRedisIsAway_FailsAtOnceAndIsNotTried()
    {
        var redis = new RecordedStorage(Task.CompletedTask);

        Server.Freeze();
        await Eventually.UntilAsync(() => !Pulse.IsAlive, "a frozen Redis is known to be away", Cancellation);

        await Assert.ThrowsAsync<OrleansException>(() => Write(redis));
        Assert.Equal(0, redis.Calls);
    }

    [Fact]
    public async Task Write_OnceRedisAnswersAgain_Succeeds()
    {
        var redis = new RecordedStorage(Task.CompletedTask);
        Server.Freeze();
        await Eventually.UntilAsync(() => !Pulse.IsAlive, "a frozen Redis is known to be away", Cancellation);

        Server.Thaw();
        await Eventually.UntilAsync(() => Pulse.IsAlive, "a Redis that answers again is known to be there", Cancellation);

        await Write(redis);
        Assert.Equal(1, redis.Calls);
    }

    [Fact]
    public Task Write_ThatNeverCompletes_IsGivenUp() =>
        Assert.ThrowsAsync<TimeoutException>(() => Write(new RecordedStorage(new TaskCompletionSource().Task)));

    public async ValueTask DisposeAsync()
    {
        if (_pulse is not null)
            await _pulse.StopAsync(CancellationToken.None);
        _pulse?.Dispose();
        if (_redis is not null)
            await _redis.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private Task Write(RecordedStorage redis) =>
        new FailFastGrainStorage(redis, Pulse).WriteStateAsync("state", GrainId.Create("grain", "key"), _state);
}
