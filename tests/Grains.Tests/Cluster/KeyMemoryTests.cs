using PromptGen.PromptTasks;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>An idempotency key that comes again after its memory addresses the same task id.</summary>
public sealed class KeyMemoryTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Submit_WithAKeyWhoseMemoryIsGone_IsANewTaskThatEndsAndIsPaid()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = user.NewTask();
        await task.Submit("same");
        var first = await task.Ended();
        await Eventually.Sees(() => task.InFlightAt(), owners => owners.Length == 0);
        await cluster.Redis.KeyDeleteAsync(cluster.Keys.Task(task.Key.ToString()));
        await cluster.Cluster.DeactivateAsync(task.Grain);

        var outcome = await task.Submit("same");
        var second = await task.Ended();

        Assert.Equal((SubmitOutcome.Accepted, PromptTaskStatus.Completed, ChargeState.Charged), (outcome, second.Status, second.Charge.State));
        Assert.Equal(5000 - first.Charge.Tokens - second.Charge.Tokens, (await user.Account.GetAccount(openTrial: false)).TokensRemaining);
    }

    [Fact]
    public async Task Resume_OfATaskThatDoesNotExist_TakesItOutOfTheIndex()
    {
        var task = (await TestUser.With(cluster, 0)).NewTask();
        var owner = cluster.Runners.First().Silo;
        await cluster.Redis.SetAddAsync(cluster.Keys.InFlight(owner), task.Key.ToString());

        var resumption = await task.Attempts.Resume(owner, owner);

        Assert.Equal((AttemptVerdict.Finished, null), (resumption.Verdict, resumption.Ticket));
        Assert.Empty(await task.InFlightAt());
    }
}
