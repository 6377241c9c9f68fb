using PromptGen.PromptTasks;
using PromptGen.Testing;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Attempts that were given up and activations that end.</summary>
public sealed class AttemptTests(ClusterFixture cluster)
{
    private static readonly GeneratedPrompt Stale = new("A text nobody wants.", PromptOrigin.Ai, "model-1", new TokenUsage(1, 1, 699));

    [Fact]
    public async Task Reports_OfAStaleAttempt_ChangeNothing()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();
        var task = await user.StartAndReachModel();
        await Resume(task);
        var resumed = await task.Grain.GetStatus();

        AttemptVerdict[] verdicts =
        [
            (await task.Attempts.Start(1)).Verdict,
            await task.Attempts.Advance(1, PromptTaskStep.WaitingForModel),
            (await task.Attempts.Write(1, 0, "A text nobody wants.")).Verdict,
            await task.Attempts.Finish(1, Stale),
        ];

        Assert.All(verdicts, verdict => Assert.Equal(AttemptVerdict.Superseded, verdict));
        Assert.Equal(resumed, await task.Grain.GetStatus());
    }

    [Fact]
    public async Task Resume_OfAGeneratingTask_ChargesOnceForBothAttempts()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = await Interrupted(user);

        Assert.Equal(AttemptVerdict.Continue, (await task.Attempts.Start(2)).Verdict);
        Assert.Equal(AttemptVerdict.Finished, await task.Attempts.Finish(2, Stale with { Usage = new TokenUsage(100, 200, 300) }));

        var account = await user.Account.GetAccount(false);
        Assert.Equal((4700, 0), (account.TokensRemaining, account.TokensReserved));
    }

    [Fact]
    public async Task Resume_FromAnotherOwnerThanTheTasks_ChangesNothing()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();
        var task = await user.StartAndReachModel();
        var before = await task.At(70);

        var resumption = await task.Attempts.Resume("some-other-silo", "me");

        Assert.Equal(AttemptVerdict.Superseded, resumption.Verdict);
        Assert.Equal(before, await task.Grain.GetStatus());
    }

    [Fact]
    public async Task Finish_Repeated_ChangesNothingMore()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = await Interrupted(user);
        await task.Attempts.Start(2);
        await task.Attempts.Finish(2, Stale with { Text = "Wanted." });
        var completed = await task.Grain.GetStatus();

        Assert.Equal(AttemptVerdict.Finished, await task.Attempts.Finish(2, Stale));

        Assert.Equal(completed, await task.Grain.GetStatus());
        Assert.Equal(5000 - 699, (await user.Account.GetAccount(false)).TokensRemaining);
    }

    [Fact]
    public async Task Deactivation_WhileGenerating_LosesNothing()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel(new ModelTokens(100, 200));
        var task = await user.StartAndReachModel();
        await task.At(70);

        await cluster.Cluster.DeactivateAsync(task.Grain);
        var after = await task.Grain.GetStatus();
        user.LetModelAnswer();
        var view = await task.Ended();

        Assert.Equal((70, 1, "You are a baker."), (after!.Progress, view.Attempt, view.Result!.Text));
        Assert.Equal(4700, (await user.Account.GetAccount(false)).TokensRemaining);
        Assert.Single(cluster.Model.Calls(user.Id));
    }

    [Fact]
    public async Task Deactivation_OfTheAccountWhileGenerating_KeepsTheReservation()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();
        await user.StartAndReachModel();

        await cluster.Cluster.DeactivateAsync(user.Account);

        var account = await user.Account.GetAccount(false);
        Assert.Equal((4300, 700), (account.TokensRemaining, account.TokensReserved));
    }

    [Fact]
    public async Task Watch_AcrossADeactivation_PutsTheWholePromptTogether()
    {
        var user = await TestUser.With(cluster, 5000);
        var second = new TaskCompletionSource();
        user.Model(ModelBehaviours.AnswerInChunks(["You are ", "a baker."], piece => piece == 0 ? Task.CompletedTask : second.Task));
        var task = await user.Start();
        var (cursor, text) = (default(PromptTaskCursor), "");
        await Take(text => text == "You are");

        await cluster.Cluster.DeactivateAsync(task.Grain);
        second.SetResult();
        await Take(text => text == "You are a baker.");

        Assert.Equal("You are a baker.", text);

        Task Take(Func<string, bool> enough) => Eventually.Sees(
            async () =>
            {
                var news = await task.Grain.Watch(cursor, TimeSpan.FromSeconds(1));
                (cursor, text) = (news!.Cursor, news.IsReset ? news.Text : text + news.Text);
                return text;
            },
            enough);
    }

    /// <summary>A task taken over from its silo by another, whose runner this test plays.</summary>
    private async Task<TestTask> Interrupted(TestUser user)
    {
        user.HoldModel();
        var task = await user.StartAndReachModel();
        await Resume(task);
        return task;
    }

    /// <summary>Passes the task on whichever silo has it: the one that holds it would refuse, had it the grain too.</summary>
    private async Task Resume(TestTask task)
    {
        var owner = Assert.Single(await task.InFlightAt());
        var other = cluster.Cluster.Silos.Single(silo => silo.SiloAddress.ToParsableString() != owner);
        await task.At(70);
        await cluster.Cluster.MigrateAsync(task.Grain, other.SiloAddress);
        Assert.Equal(AttemptVerdict.Continue, (await task.Attempts.Resume(owner, other.SiloAddress.ToParsableString())).Verdict);
    }
}
