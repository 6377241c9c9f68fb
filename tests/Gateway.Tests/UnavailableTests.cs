using PromptGen.Gateway.Errors;
using StackExchange.Redis;

namespace PromptGen.Gateway.Tests;

public sealed class UnavailableTests
{
    public static TheoryData<Exception> Passing =>
    [
        new OrleansException(),
        new TimeoutException(),
        new RedisException("away"),
        new OperationCanceledException("Message expired before placement could complete"),
    ];

    [Theory]
    [MemberData(nameof(Passing), DisableDiscoveryEnumeration = true)]
    public void FailureOfTheCluster_PassesByItself(Exception failure) => Assert.True(Unavailable.Is(failure, CancellationToken.None));

    [Fact]
    public void Cancellation_ByTheCaller_IsNoFailureOfTheCluster() =>
        Assert.False(Unavailable.Is(new OperationCanceledException(), new CancellationToken(canceled: true)));

    [Fact]
    public void Bug_IsNoFailureOfTheCluster() => Assert.False(Unavailable.Is(new InvalidOperationException(), CancellationToken.None));
}
