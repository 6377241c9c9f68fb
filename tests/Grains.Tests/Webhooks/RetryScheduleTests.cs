using PromptGen.Webhooks;

namespace PromptGen.Grains.Tests.Webhooks;

/// <summary>Failed deliveries are tried again, soon at first and then ever later, for the most of a day.</summary>
public sealed class RetryScheduleTests
{
    [Fact]
    public void Standard_TriesTenTimesWithinADay_EachTimeLater()
    {
        var pauses = Pauses(new RetrySchedule(), chance: 0);

        Assert.Equal(9, pauses.Count);
        Assert.Equal(TimeSpan.FromSeconds(5), pauses[0]);
        Assert.Equal(pauses.Order(), pauses);
        Assert.InRange(pauses.Aggregate((sum, pause) => sum + pause), TimeSpan.FromHours(20), TimeSpan.FromHours(24));
    }

    [Fact]
    public void Chance_TakesATenthOffAtTheMost()
    {
        var schedule = new RetrySchedule([TimeSpan.FromSeconds(100)]);

        Assert.Equal((TimeSpan.FromSeconds(95), TimeSpan.FromSeconds(90)), (schedule.After(1, 0.5)!.Value, schedule.After(1, 1)!.Value));
    }

    [Fact]
    public void OtherPauses_AreTakenInTheirPlace()
    {
        var schedule = new RetrySchedule([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]);

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], Pauses(schedule, chance: 0));
    }

    private static List<TimeSpan> Pauses(RetrySchedule schedule, double chance)
    {
        var pauses = new List<TimeSpan>();
        while (schedule.After(pauses.Count + 1, chance) is { } pause)
            pauses.Add(pause);
        return pauses;
    }
}
