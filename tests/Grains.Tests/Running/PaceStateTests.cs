using PromptGen.Running;

namespace PromptGen.Grains.Tests.Running;

/// <summary>What the ends of calls say of the model, moment by moment. The configured limit is 100, the patience 20 s.</summary>
public sealed class PaceStateTests
{
    private static readonly TimeSpan Patience = S(20);

    private readonly PaceState _pace = new(100, Patience);

    [Fact]
    public void Limit_AtFirst_IsTheConfiguredOne() => Assert.Equal((100, PaceVerdict.Call), (_pace.Limit(S(0)), Newcomer(0)));

    [Fact]
    public void Refusals_BesideCallsThatGoOn_LeaveTheNumberOfThose()
    {
        Begin(32, at: 0);
        for (var task = 8; task < 32; task++)
            Fail(task, began: 0, at: 0.1);
        Succeed(began: 0, at: 2);

        Assert.Equal(8, _pace.Limit(S(2)));
        Assert.Equal(PaceVerdict.Call, Newcomer(2));
    }

    [Fact]
    public void Refusals_BesideCallsThatGoOn_LetNobodyBeyondThemWhileNothingSucceeds()
    {
        Begin(32, at: 0);
        for (var task = 8; task < 32; task++)
            Fail(task, began: 0, at: 0.1);

        Assert.Equal(PaceVerdict.Wait, Newcomer(0.2));
    }

    [Fact]
    public void OneTasksRefusals_OnAnIdleSilo_ChangeNothingForOthers()
    {
        foreach (var second in (int[])[0, 1, 3, 7])
        {
            Begin(1, at: second);
            Fail(task: 1, began: second, at: second);
        }

        Assert.Equal((100, PaceVerdict.Call), (_pace.Limit(S(7)), Newcomer(7)));
    }

    [Fact]
    public void OneRefusal_AmongManyCalls_ChangesNothing()
    {
        Begin(30, at: 0);
        Fail(task: 1, began: 0, at: 1);
        Succeed(began: 0, at: 3);

        Assert.Equal(100, _pace.Limit(S(3)));
    }

    [Fact]
    public void OneTasksFailures_ForThePatience_AreThatTasksFallbackAlone()
    {
        for (var second = 0; second <= 20; second += 5)
        {
            Begin(1, at: second);
            Fail(task: 1, began: second, at: second);
        }

        Assert.False(_pace.IsOutage(S(20)));
        Assert.Equal(PaceVerdict.FallBack, _pace.Decide(S(0), S(25), hasFailed: true, S(20)));
        Assert.Equal(PaceVerdict.Call, Newcomer(20));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void OneTasksFailure_TurnsNobodyElseAway_HoweverLittlePatienceThereIs(int patience)
    {
        var pace = new PaceState(100, S(patience));
        pace.Began(S(0));
        pace.Failed(task: 1, S(0), asked: null, S(30));
        pace.Began(S(30));

        Assert.Equal(PaceVerdict.Call, pace.Decide(S(0), TimeSpan.Zero, hasFailed: false, S(30)));
    }

    [Fact]
    public void FailuresOfSeveral_ForThePatience_AreAnOutage()
    {
        FailUntil(19.9);
        Assert.False(_pace.IsOutage(S(19.9)));

        Assert.True(_pace.IsOutage(S(20)));
        Assert.Equal(PaceState.LetThrough, _pace.Limit(S(20)));
        Assert.Equal(PaceVerdict.FallBack, Newcomer(20));
        Assert.Equal(PaceVerdict.FallBack, _pace.Decide(S(5), S(30), hasFailed: true, S(20)));
    }

    [Fact]
    public void AnOutage_IsProbedOnceASecond_ByOneThatWouldFallBack()
    {
        FailUntil(25);

        Assert.Equal(PaceVerdict.Call, Newcomer(26));
        Begin(1, at: 26);
        Assert.Equal(PaceVerdict.FallBack, Newcomer(26));
        Assert.Equal(PaceVerdict.FallBack, Newcomer(26.9));
        Assert.Equal(PaceVerdict.Call, Newcomer(27));
    }

    [Fact]
    public void AProbeThatFails_FallsBackHoweverLongItTook()
    {
        FailUntil(25);
        Begin(1, at: 26);
        Fail(task: 99, began: 26, at: 56);

        Assert.Equal(PaceVerdict.FallBack, _pace.Decide(S(26), S(57), hasFailed: true, S(56)));
    }

    [Fact]
    public void TheFirstSuccess_GivesTheFormerPaceBack()
    {
        FailUntil(60);
        Begin(1, at: 61);
        Succeed(began: 61, at: 64);

        Assert.Equal((100, PaceVerdict.Call), (_pace.Limit(S(64)), Newcomer(64)));
    }

    [Fact]
    public void TheFirstText_GivesTheFormerPaceBack()
    {
        FailUntil(60);
        Begin(1, at: 61);

        Assert.True(_pace.Heard(S(61), S(62)));

        Assert.Equal((100, PaceVerdict.Call), (_pace.Limit(S(62)), Newcomer(62)));
    }

    [Fact]
    public void ASuccess_AfterAShortStreak_GivesTheFormerPaceBack()
    {
        Begin(30, at: 0);
        for (var task = 0; task < 30; task++)
            Fail(task, began: 0, at: 0.1);
        Assert.Equal(PaceVerdict.Wait, Newcomer(0.5));
        Begin(1, at: 1.1);
        Succeed(began: 1.1, at: 4);

        Assert.Equal((100, PaceVerdict.Call), (_pace.Limit(S(4)), Newcomer(4)));
    }

    [Fact]
    public void AfterAnOutage_WithNobodyAskingForAWhile_OneProbesAndTheOthersWaitForIt()
    {
        FailUntil(25);

        Assert.Equal(PaceVerdict.Call, Newcomer(40));
        Begin(1, at: 40);
        Assert.Equal(PaceVerdict.Wait, Newcomer(40));
        Succeed(began: 40, at: 43);
        Assert.Equal(PaceVerdict.Call, Newcomer(43));
    }

    [Fact]
    public void FailuresFarApart_AreNoStreak()
    {
        Begin(2, at: 0);
        Fail(task: 1, began: 0, at: 0);
        Fail(task: 2, began: 0, at: 0);
        Begin(1, at: 3600);
        Fail(task: 3, began: 3600, at: 3600);

        Assert.False(_pace.IsOutage(S(3600)));
        Assert.Equal(PaceVerdict.Wait, _pace.Decide(S(3600), S(3601), hasFailed: true, S(3600)));
    }

    [Fact]
    public void SlowSuccesses_AreNoOutage()
    {
        Begin(50, at: 0);

        Assert.False(_pace.IsOutage(S(59)));
        Assert.Equal(PaceVerdict.Call, Newcomer(59));
        Succeed(began: 0, at: 60);
        Assert.Equal(100, _pace.Limit(S(60)));
    }

    [Fact]
    public void CallsThatHang_CountFromTheirBegin()
    {
        Begin(5, at: 0);
        for (var task = 0; task < 5; task++)
            Fail(task, began: 0, at: 30);

        Assert.True(_pace.IsOutage(S(30)));
    }

    [Fact]
    public void ASuccessInBetween_LetsThePatienceBeginAnew()
    {
        FailUntil(19);
        Begin(1, at: 19);
        Succeed(began: 19, at: 19.5);
        Begin(2, at: 19.5);
        Fail(task: 1, began: 19.5, at: 20);
        Fail(task: 2, began: 19.5, at: 20);

        Assert.False(_pace.IsOutage(S(39)));
        Assert.Equal(PaceVerdict.Wait, _pace.Decide(S(0), S(60), hasFailed: true, S(39)));
    }

    [Fact]
    public void AModelThatAsksForMoreThanThePatience_IsNotWaitedFor()
    {
        Begin(2, at: 0);
        Fail(task: 1, began: 0, at: 0);
        _pace.Failed(2, S(0), S(60), S(0));

        Assert.True(_pace.IsOutage(S(0)));
        Assert.Equal(PaceVerdict.FallBack, _pace.Decide(S(0), S(10), hasFailed: true, S(0)));
    }

    [Fact]
    public void AModelThatTakesOneASecond_IsNotStormedEachTimeItTakesOne()
    {
        var (refused, calls) = (0, 0);
        for (var second = 0; second < 60; second++)
        {
            Begin(1, at: second);
            Succeed(began: second, at: second + 0.05);
            var burst = 0;
            while (burst < 30 && Newcomer(second + 0.1) == PaceVerdict.Call)
            {
                Begin(1, at: second + 0.1);
                burst++;
            }
            for (var task = 0; task < burst; task++)
                Fail(task, began: second + 0.1, at: second + 0.2);
            (refused, calls) = (refused + burst, calls + burst + 1);
        }

        Assert.True(refused < 60 * 10, $"{refused} of {calls} calls were refused");
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    private PaceVerdict Newcomer(double at) => _pace.Decide(S(at), TimeSpan.Zero, hasFailed: false, S(at));

    private void Begin(int calls, double at)
    {
        for (var call = 0; call < calls; call++)
            _pace.Began(S(at));
    }

    private void Fail(long task, double began, double at) => _pace.Failed(task, S(began), null, S(at));

    private void Succeed(double began, double at) => _pace.Succeeded(S(began), S(at));

    /// <summary>Two tasks' calls fail at once, twice a second.</summary>
    private void FailUntil(double end)
    {
        for (var half = 0; half <= end * 2; half++)
        {
            Begin(1, at: half / 2.0);
            Fail(half % 2, began: half / 2.0, at: half / 2.0);
        }
        Begin(1, at: end);
        Fail(0, began: end, at: end);
    }
}
