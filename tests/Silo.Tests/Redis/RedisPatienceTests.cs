using PromptGen.Silo.Redis;
using StackExchange.Redis;

namespace PromptGen.Silo.Tests.Redis;

/// <summary>Whoever calls from another process learns of a failing Redis by an exception that can be sent there.</summary>
public sealed class RedisPatienceTests
{
    public static TheoryData<Exception> Failures =>
    [
        new RedisTimeoutException("late", CommandStatus.Unknown), new RedisConnectionException(ConnectionFailureType.SocketClosed, "closed"), new RedisServerException("ERR"),
        new ObjectDisposedException("socket"), new TaskCanceledException(),
    ];

    [Theory, MemberData(nameof(Failures))]
    public async Task Read_ThatFails_IsToldInOrleansTerms(Exception failure)
    {
        var told = await Assert.ThrowsAsync<OrleansException>(() => RedisPatience.Read("task", () => Task.FromException<int>(failure)));

        Assert.Equal($"The task cannot be read: {failure.GetType().Name}", told.Message);
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Write_ThatFails_IsToldInOrleansTerms(Exception failure)
    {
        var told = await Assert.ThrowsAsync<OrleansException>(() => RedisPatience.Write("task", () => Task.FromException(failure)));

        Assert.Equal($"The task cannot be written: {failure.GetType().Name}", told.Message);
    }
}
