namespace PromptGen.Grains.Tests.Rules;

public sealed class TransientFailuresTests
{
    public static TheoryData<Exception> Passing =>
    [
        new OrleansException(),
        new TimeoutException(),
        new OperationCanceledException("Message expired before placement could complete"),
    ];

    [Theory]
    [MemberData(nameof(Passing), DisableDiscoveryEnumeration = true)]
    public void FailureOfTheCluster_PassesByItself(Exception failure) => Assert.True(failure.IsTransient(CancellationToken.None));

    [Fact]
    public void Cancellation_ByTheCaller_IsNoFailureOfTheCluster() =>
        Assert.False(new OperationCanceledException().IsTransient(new CancellationToken(canceled: true)));

    [Fact]
    public void AnswerThatCouldNotBeSent_PassesByItself() => Assert.True(new Orleans.Serialization.CodecNotFoundException("Polly's").IsTransient(CancellationToken.None));

    [Fact]
    public void Bug_IsNoFailureOfTheCluster() => Assert.False(new InvalidOperationException().IsTransient(CancellationToken.None));
}
