using PromptGen.ClusterTests.Clusters;

namespace PromptGen.ClusterTests.Faults;

/// <summary>Silos that die, freeze and come back, while the model answers.</summary>
public sealed class SiloFaultTests(Cluster cluster)
{
    private const int Tasks = 60;

    // Promised by docs/reliability.md: what it says was measured is less.
    private static readonly TimeSpan KilledIsDead = TimeSpan.FromSeconds(5), FrozenIsDead = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Resumed = TimeSpan.FromSeconds(5), AllResumed = TimeSpan.FromSeconds(30);

    // At least, and until it was declared dead and its tasks are done.
    private static readonly TimeSpan Sleep = Form.Of(shortSeconds: 0, longSeconds: 30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_OfASilo_ResumesItsTasksOnSurvivors_WhoseOwnGoOn()
    {
        await cluster.HealAsync(Cancellation);
        await using var held = await HeldTasks.StartAsync(cluster, Tasks, Cancellation);
        var (victim, address, lost) = await held.BusiestAsync();

        var begin = TimeProvider.System.GetTimestamp();
        await victim.Process.KillAsync();
        var (dead, resumed) = await TakeOverAsync(held, address, lost, begin);
        held.Answer();

        Assert.NotEmpty(lost);
        Assert.InRange(dead, TimeSpan.Zero, KilledIsDead);
        Assert.InRange(resumed, TimeSpan.Zero, Resumed);
        await held.AssertCompletedAsync(lost, Cancellation);
    }

    [Fact]
    public async Task Kill_OfAllSilosAtOnce_ResumesEverythingAfterTheRestart()
    {
        await cluster.HealAsync(Cancellation);
        await using var held = await HeldTasks.StartAsync(cluster, Tasks, Cancellation);

        await Task.WhenAll(cluster.SiloMembers.Select(silo => silo.Process.KillAsync()));
        var begin = TimeProvider.System.GetTimestamp();
        var healing = cluster.HealAsync(Cancellation);
        await held.WaitUntilAskedAsync(2, held.All, Cancellation);
        var resumed = TimeProvider.System.GetElapsedTime(begin);
        await healing;
        held.Answer();

        Figures.Print($"all {Tasks} tasks run again after the start of three silos", resumed);
        Assert.InRange(resumed, TimeSpan.Zero, AllResumed);
        await held.AssertCompletedAsync(held.All, Cancellation);
    }

    [Fact]
    public async Task Freeze_OfASiloUntilItIsDeclaredDead_ChangesNothingWhenItWakes()
    {
        await cluster.HealAsync(Cancellation);
        await using var held = await HeldTasks.StartAsync(cluster, Tasks, Cancellation);
        var (zombie, address, lost) = await held.BusiestAsync();

        var begin = TimeProvider.System.GetTimestamp();
        zombie.Process.Freeze();
        var (dead, resumed) = await TakeOverAsync(held, address, lost, begin);
        // It wakes with the model's answers in its hands, which it was given while it slept.
        held.Answer();
        await held.AssertCompletedAsync(lost, Cancellation);
        var slept = TimeProvider.System.GetElapsedTime(begin);
        if (slept < Sleep)
            await Task.Delay(Sleep - slept, Cancellation);
        zombie.Process.Thaw();
        await zombie.Process.WaitForExitAsync();

        Assert.NotEmpty(lost);
        Assert.InRange(dead, TimeSpan.Zero, FrozenIsDead);
        Assert.InRange(resumed, TimeSpan.Zero, Resumed);
        await held.AssertCompletedAsync(lost, Cancellation);
    }

    private async Task<(TimeSpan Dead, TimeSpan Resumed)> TakeOverAsync(HeldTasks held, string address, IReadOnlyCollection<Guid> lost, long begin)
    {
        await cluster.Membership.WaitUntilDeadAsync(address, Cancellation);
        var dead = TimeProvider.System.GetElapsedTime(begin);
        await held.WaitUntilAskedAsync(2, lost, Cancellation);
        var resumed = TimeProvider.System.GetElapsedTime(begin) - dead;
        Figures.Print("declared dead after", dead);
        Figures.Print($"its {lost.Count} of {Tasks} tasks run again after another", resumed);
        return (dead, resumed);
    }
}
