using Microsoft.Extensions.Time.Testing;
using PromptGen.Webhooks;

namespace PromptGen.Grains.Tests.Webhooks;

/// <summary>A host that hangs holds its own places and nobody else's.</summary>
public sealed class HostPlacesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Place_IsForAsManyAsThereAre_AtEachHost()
    {
        var places = new HostPlaces(2, _clock);
        var (first, second) = (await Take(places, "slow"), await Take(places, "slow"));
        var third = places.Take("slow", Patience, Stopping);

        Assert.NotNull(await Take(places, "other"));
        Assert.False(third.IsCompleted);
        first!.Dispose();
        Assert.NotNull(await third);
        second!.Dispose();
    }

    [Fact]
    public async Task Wait_IsNoLongerThanThePatience()
    {
        var places = new HostPlaces(1, _clock);
        using var held = await Take(places, "slow");
        var waiting = places.Take("slow", Patience, Stopping);

        _clock.Advance(Patience);

        Assert.Null(await waiting);
    }

    [Fact]
    public async Task Crowd_IsTurnedAwayAtOnce()
    {
        var places = new HostPlaces(1, _clock);
        using var held = await Take(places, "slow");
        var waiting = Enumerable.Range(0, 16).Select(_ => places.Take("slow", Patience, Stopping)).ToArray();

        Assert.Null(await Take(places, "slow"));
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));
        _clock.Advance(Patience);
        Assert.All(await Task.WhenAll(waiting), Assert.Null);
    }

    [Fact]
    public async Task Place_ThatIsLeft_CanBeTakenAgain()
    {
        var places = new HostPlaces(1, _clock);
        for (var times = 0; times < 20; times++)
            (await Take(places, "fast"))!.Dispose();
    }

    [Fact]
    public async Task Stop_EndsTheWait()
    {
        var places = new HostPlaces(1, _clock);
        using var stopping = new CancellationTokenSource();
        using var held = await Take(places, "slow");
        var waiting = places.Take("slow", Patience, stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static Task<IDisposable?> Take(HostPlaces places, string host) => places.Take(host, Patience, Stopping);
}
