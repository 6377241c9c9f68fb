using PromptGen.Running;

namespace PromptGen.Grains.Tests.Running;

/// <summary>Who goes first: starts, then attempts.</summary>
public sealed class BeginGateTests
{
    private readonly BeginGate _gate = new();

    [Fact]
    public void Begins_WithoutStarts_AreSixteenForAProcessor() => Assert.Equal(16 * Environment.ProcessorCount, BeginAll());

    [Fact]
    public void Begins_WhileStartsAreUnderWay_AreFewer()
    {
        _gate.StartCame();

        Assert.Equal((16 * Environment.ProcessorCount) - 4, BeginAll());
    }

    [Fact]
    public void Begins_HoweverManyStartsAreUnderWay_GoOnOneByOne()
    {
        for (var start = 0; start < 1000; start++)
            _gate.StartCame();
        Assert.Equal(1, BeginAll());

        _gate.Left();

        Assert.Equal(1, BeginAll());
    }

    [Fact]
    public void Begins_AfterTheLastStartEnded_AreAsManyAsBefore()
    {
        _gate.StartCame();
        BeginAll();
        _gate.StartEnded();

        Assert.Equal(4, BeginAll());
    }

    private int BeginAll()
    {
        var begun = 0;
        for (; _gate.IsFree; begun++)
            _gate.Entered();
        return begun;
    }
}
