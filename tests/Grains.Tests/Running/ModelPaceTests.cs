using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PromptGen.Models;
using PromptGen.Silo.Running;

namespace PromptGen.Grains.Tests.Running;

/// <summary>How the number of generations at once follows what the model can take.</summary>
public sealed class ModelPaceTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ModelPace _pace;

    public ModelPaceTests() => _pace = new ModelPace(Options.Create(new ModelOptions { MaxConcurrency = 100 }), _clock);

    [Fact]
    public void Limit_AtFirst_IsTheConfiguredOne() => Assert.Equal(100, _pace.Limit);

    [Fact]
    public void Refused_LeavesThreeQuartersOfWhatWasUnderWay()
    {
        _pace.Refused(running: 40);

        Assert.Equal(30, _pace.Limit);
    }

    [Fact]
    public void Refused_ManyTimesWithinASecond_CutsOnce()
    {
        for (var refusal = 0; refusal < 40; refusal++)
            _pace.Refused(running: 40);
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        _pace.Refused(running: 40);

        Assert.Equal(30, _pace.Limit);
    }

    [Fact]
    public void Refused_AgainASecondLater_CutsAgain()
    {
        _pace.Refused(running: 40);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _pace.Refused(running: 40);

        Assert.Equal(22, _pace.Limit);
    }

    [Fact]
    public void Refused_HoweverOften_LeavesOne()
    {
        for (var second = 0; second < 60; second++)
        {
            _pace.Refused(running: 1);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, _pace.Limit);
    }

    [Fact]
    public void Succeeded_ForARound_AllowsAboutOneMore()
    {
        _pace.Refused(running: 8);

        for (var success = 0; success < 7; success++)
            _pace.Succeeded();

        Assert.Equal(7, _pace.Limit);
    }

    [Fact]
    public void Succeeded_ManyTimes_ReachesTheConfiguredLimitAndNoMore()
    {
        _pace.Refused(running: 8);

        for (var success = 0; success < 2000; success++)
            _pace.Succeeded();

        Assert.Equal(100, _pace.Limit);
    }
}
