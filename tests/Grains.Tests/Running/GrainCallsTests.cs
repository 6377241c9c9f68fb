using Microsoft.Extensions.Logging.Abstractions;
using PromptGen.Running;

namespace PromptGen.Grains.Tests.Running;

public sealed class GrainCallsTests
{
    private readonly GrainCalls _calls = new(TimeProvider.System, NullLogger<GrainCalls>.Instance);
    private int _times;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_ThatTheClusterGaveUp_IsMadeAgain()
    {
        var result = await _calls.Retry(() => ++_times == 1 ? Task.FromException<string>(new OperationCanceledException()) : Task.FromResult("done"), Cancellation);

        Assert.Equal(("done", 2), (result, _times));
    }

    [Fact]
    public async Task Call_WhoseCallerLeft_IsNotMadeAgain()
    {
        using var leaving = new CancellationTokenSource();

        var call = _calls.Retry(async () =>
        {
            _times++;
            await leaving.CancelAsync();
            throw new OperationCanceledException(leaving.Token);
        }, leaving.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(1, _times);
    }
}
