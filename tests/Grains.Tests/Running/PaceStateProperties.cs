using CsCheck;
using PromptGen.Running;

namespace PromptGen.Grains.Tests.Running;

/// <summary>What holds whatever a model does and whoever asks.</summary>
public sealed class PaceStateProperties
{
    private const int Most = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private enum End
    {
        Success,
        Failure,
        Other,
    }

    private static readonly Gen<(double Pause, End End, long Task)[]> Calls =
        Gen.Select(Gen.Double[0, 4], Gen.Enum<End>(), Gen.Long[0, 5]).Array[0, 100];

    [Fact]
    public void Limit_StaysBetweenOneAndTheConfiguredOne_OutagesAside() => Calls.Sample(calls => Play(calls, (pace, _, now) =>
        Assert.InRange(pace.Limit(now), 1, pace.IsOutage(now) ? PaceState.LetThrough : Most)));

    [Fact]
    public void Outage_NeedsFailuresForThePatience_AndNoSuccessAmongThem() => Calls.Sample(calls => Play(calls, (pace, ends, now) =>
    {
        if (!pace.IsOutage(now))
            return;
        var since = ends.FindLast(end => end.End == End.Success).At;
        Assert.True(now - since >= Patience);
        Assert.Contains(ends, end => end.End == End.Failure && now - end.At <= TimeSpan.FromSeconds(5));
    }));

    [Fact]
    public void WhoeverFailed_WaitsNoLongerThanThePatience_OnceNothingSucceeds() => Calls.Sample(calls => Play(calls, (pace, ends, now) =>
    {
        if (ends is [.., { End: End.Failure }])
            Assert.NotEqual(PaceVerdict.Wait, pace.Decide(now, now + TimeSpan.FromHours(1), hasFailed: true, now + Patience));
    }));

    [Fact]
    public void AfterASuccess_NobodyFallsBack() => Calls.Sample(calls => Play(calls, (pace, ends, now) =>
    {
        if (ends is [.., { End: End.Success }])
            Assert.NotEqual(PaceVerdict.FallBack, pace.Decide(TimeSpan.Zero, TimeSpan.Zero, hasFailed: true, now));
    }));

    /// <summary>Calls one after the other, each a moment long; looks after each.</summary>
    private static void Play((double Pause, End End, long Task)[] calls, Action<PaceState, List<(End End, TimeSpan At)>, TimeSpan> look)
    {
        var pace = new PaceState(Most, Patience);
        var (now, ends) = (TimeSpan.Zero, new List<(End End, TimeSpan At)>());
        foreach (var (pause, end, task) in calls)
        {
            now += TimeSpan.FromSeconds(pause);
            pace.Began(now);
            if (end == End.Success)
                pace.Succeeded(now, now);
            else if (end == End.Failure)
                pace.Failed(task, now, null, now);
            else
                pace.Ended();
            ends.Add((end, now));
            look(pace, ends, now);
        }
    }
}
