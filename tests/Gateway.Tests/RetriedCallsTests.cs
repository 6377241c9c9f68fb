using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization.Invocation;
using PromptGen.Gateway.Hosting;

namespace PromptGen.Gateway.Tests;

public sealed class RetriedCallsTests
{
    private readonly FakeTimeProvider _clock = new();
    private int _times;

    [Fact]
    public async Task Call_LostWithASilo_IsMadeAgain()
    {
        await Make(() => _times == 1 ? Task.FromException(new OrleansException()) : Task.CompletedTask);

        Assert.Equal(2, _times);
    }

    [Fact]
    public async Task Call_ThatAlwaysFails_IsMadeFourTimes()
    {
        await Assert.ThrowsAsync<OrleansException>(() => Make(() => Task.FromException(new OrleansException())));

        Assert.Equal(4, _times);
    }

    [Fact]
    public async Task Call_ThatIsAlwaysRejected_IsMadeForTwoAndAHalfSeconds()
    {
        var began = _clock.GetTimestamp();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => Make(() => Task.FromException(new SiloUnavailableException())));

        Assert.Equal((5, TimeSpan.FromSeconds(2.5)), (_times, _clock.GetElapsedTime(began)));
    }

    [Fact]
    public async Task Call_NotAnsweredInTime_IsMadeAgainOnce()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Make(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(4));
            return Task.FromException(new TimeoutException());
        }));

        Assert.Equal(2, _times);
    }

    [Fact]
    public async Task Call_ThatMetABug_IsNotMadeAgain()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Make(() => Task.FromException(new InvalidOperationException())));

        Assert.Equal(1, _times);
    }

    private async Task Make(Func<Task> call)
    {
        var made = new RetriedCalls(Options.Create(new ClientMessagingOptions { ResponseTimeout = TimeSpan.FromSeconds(3.5) }), _clock).Invoke(new Call(() =>
        {
            _times++;
            return call();
        }));
        while (!made.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        await made;
    }

    /// <summary>An outgoing call of which only the outcome matters.</summary>
    private sealed class Call(Func<Task> invoke) : IOutgoingGrainCallContext
    {
        public IInvokable Request => throw new NotSupportedException();

        public object Grain => throw new NotSupportedException();

        public System.Reflection.MethodInfo InterfaceMethod => throw new NotSupportedException();

        public object? Result { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public Response? Response { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public GrainId? SourceId => throw new NotSupportedException();

        public GrainId TargetId => throw new NotSupportedException();

        public GrainInterfaceType InterfaceType => throw new NotSupportedException();

        public string InterfaceName => throw new NotSupportedException();

        public string MethodName => throw new NotSupportedException();

        public IGrainContext? SourceContext => throw new NotSupportedException();

        public Task Invoke() => invoke();
    }
}
