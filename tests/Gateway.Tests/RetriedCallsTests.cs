using System.Reflection;
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

    [Fact]
    public async Task Call_OfAGrain_IsNotMadeAgain()
    {
        await Assert.ThrowsAsync<OrleansException>(() => Make(() => Task.FromException(new OrleansException()), source: DispatchProxy.Create<IGrainContext, AnyGrain>()));

        Assert.Equal(1, _times);
    }

    [Fact]
    public async Task Call_ByAnInterfaceThatGatewaysDoNotKnow_IsNotMadeAgain()
    {
        await Assert.ThrowsAsync<OrleansException>(() => Make(() => Task.FromException(new OrleansException()), method: typeof(IManagementGrain).GetMethods()[0]));

        Assert.Equal(1, _times);
    }

    private async Task Make(Func<Task> call, IGrainContext? source = null, MethodInfo? method = null)
    {
        var made = new RetriedCalls(TimeSpan.FromSeconds(3.5), _clock).Invoke(new Call(Counted)
        {
            SourceContext = source,
            InterfaceMethod = method ?? typeof(IPromptTaskGrain).GetMethod(nameof(IPromptTaskGrain.GetStatus))!,
        });
        while (!made.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        await made;

        Task Counted()
        {
            _times++;
            return call();
        }
    }

    /// <summary>An outgoing call of which only the outcome matters.</summary>
    private sealed class Call(Func<Task> invoke) : IOutgoingGrainCallContext
    {
        public IInvokable Request => throw new NotSupportedException();

        public object Grain => throw new NotSupportedException();

        public MethodInfo InterfaceMethod { get; init; } = null!;

        public object? Result { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public Response? Response { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public GrainId? SourceId => throw new NotSupportedException();

        public GrainId TargetId => throw new NotSupportedException();

        public GrainInterfaceType InterfaceType => throw new NotSupportedException();

        public string InterfaceName => throw new NotSupportedException();

        public string MethodName => throw new NotSupportedException();

        public IGrainContext? SourceContext { get; init; }

        public Task Invoke() => invoke();
    }

    /// <summary>Any caller at all; such a proxy has to be visible.</summary>
    public class AnyGrain : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException();
    }
}
