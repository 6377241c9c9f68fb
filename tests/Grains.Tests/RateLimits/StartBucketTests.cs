using CsCheck;
using PromptGen.RateLimits;

namespace PromptGen.Grains.Tests.RateLimits;

/// <summary>How often a user may start: 60 a minute, ten at once.</summary>
public sealed class StartBucketTests
{
    private readonly StartBucket _bucket = new(perMinute: 60, burst: 10);

    [Fact]
    public void ABurst_IsTakenAtOnce_AndThenOneForEachSecond()
    {
        for (var left = 9; left >= 0; left--)
            Assert.Equal((true, left), Take(1, 0));

        Assert.Equal((false, 0), Take(1, 0.9));
        Assert.Equal((true, 0), Take(1, 1));
        Assert.Equal((false, 0), Take(1, 1.5));
    }

    [Fact]
    public void ARefusal_SaysWhenToComeAgain_AndTakesNothing()
    {
        Take(10, 0);

        for (var times = 0; times < 5; times++)
            Assert.Equal(TimeSpan.FromSeconds(0.75), _bucket.Take(1, TimeSpan.FromSeconds(0.25)).NextIn);

        Assert.Equal((true, 0), Take(1, 1));
    }

    [Fact]
    public void ABatch_IsTakenWhileOneIsLeft_AndOwesTheRest()
    {
        Take(9, 0);

        Assert.Equal((true, 0), Take(100, 0));

        Assert.Equal(TimeSpan.FromSeconds(100), _bucket.Take(1, TimeSpan.Zero).NextIn);
        Assert.Equal((false, 0), Take(1, 99.9));
        Assert.Equal((true, 0), Take(1, 100));
    }

    [Fact]
    public void AQuietTime_FillsItAndNoMore()
    {
        Take(10, 0);

        Assert.Equal((true, 9), Take(1, 3600));
    }

    [Fact]
    public void OverAnyStretch_NoMoreIsTakenThanBurstAndRate() =>
        Gen.Double[0, 3].Array[1, 200].Sample(pauses =>
        {
            var bucket = new StartBucket(perMinute: 60, burst: 10);
            var (now, taken) = (0.0, new List<double>());
            foreach (var pause in pauses)
            {
                now += pause / 3;
                if (bucket.Take(1, TimeSpan.FromSeconds(now)).IsTaken)
                    taken.Add(now);
            }
            for (var first = 0; first < taken.Count; first++)
                Assert.True(taken.Count - first <= 10 + taken[^1] - taken[first] + 1e-3);
        }, iter: 200);

    private (bool IsTaken, int Remaining) Take(int permits, double at)
    {
        var allowance = _bucket.Take(permits, TimeSpan.FromSeconds(at));
        return (allowance.IsTaken, allowance.Remaining);
    }
}
