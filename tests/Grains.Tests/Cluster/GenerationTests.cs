using PromptGen.Llm;
using PromptGen.Testing;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>A generation from acceptance to its end.</summary>
public sealed class GenerationTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Watcher_OfAGeneration_SeesTheSevenStepsInOrder()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();
        var task = user.NewTask();
        var key = task.Key.ToString();
        CallGates.Gate[] gates =
        [
            cluster.Gates.Hold(key, "Start"), cluster.Gates.Hold(user.Id, "Reserve"), cluster.Gates.Hold(user.Id, "Settle"),
        ];
        var open = new Queue<Action>([gates[0].Open, gates[1].Open, () => { }, () => { }, user.LetModelAnswer, gates[2].Open]);
        await task.Submit();

        var seen = new List<(PromptTaskStatus, int, string)>();
        for (var version = 0L; seen.Count == 0 || !seen[^1].Item1.IsTerminal();)
        {
            var view = await Eventually.Sees(() => task.Grain.WaitForChange(version, TimeSpan.FromSeconds(2)), view => view!.Version != version);
            version = view!.Version;
            seen.Add((view.Status, view.Progress, view.Message));
            if (open.TryDequeue(out var next))
                next();
        }

        Assert.Equal(
            [
                (PromptTaskStatus.Queued, 0, "Task queued, waiting to start..."),
                (PromptTaskStatus.Processing, 10, "Initializing AI generation..."),
                (PromptTaskStatus.Processing, 30, "Checking tokens..."),
                (PromptTaskStatus.Processing, 50, "Generating enhanced prompt with AI..."),
                (PromptTaskStatus.Processing, 70, "Waiting for AI response..."),
                (PromptTaskStatus.Processing, 90, "Finalizing..."),
                (PromptTaskStatus.Completed, 100, "Prompt generated successfully"),
            ],
            seen);
    }

    [Fact]
    public async Task Submit_WhenItReturns_IsInRedisAndInTheIndex()
    {
        var user = await TestUser.With(cluster, 5000);
        user.HoldModel();

        var task = await user.Start();

        Assert.True(await cluster.Redis.KeyExistsAsync(cluster.Keys.Task(task.Key.ToString())));
        Assert.Single(await task.InFlightAt());
    }

    [Fact]
    public async Task Submit_Twice_StartsOnce()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = user.NewTask();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => task.Submit("same")));
        await task.Ended();

        Assert.Equal((1, 9), (outcomes.Count(outcome => outcome == SubmitOutcome.Accepted), outcomes.Count(outcome => outcome == SubmitOutcome.Replayed)));
        Assert.Single(cluster.Model.Calls(user.Id));
    }

    [Fact]
    public async Task Submit_WithAnotherFingerprint_IsRefused()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = user.NewTask();
        await task.Submit("one");

        Assert.Equal(SubmitOutcome.KeyReused, await task.Submit("other"));
    }

    [Fact]
    public async Task Completion_ChargesWhatTheModelUsedAndGivesTheRestBack()
    {
        var user = await TestUser.With(cluster, 5000);
        user.Model(ModelBehaviours.Answer("You are a baker.", new ModelTokens(100, 211)));

        var view = await (await user.Start()).Ended();

        Assert.Equal(("You are a baker.", PromptOrigin.Ai, new TokenUsage(100, 211, 311)), (view.Result!.Text, view.Result.Origin, view.Result.Usage));
        Assert.Equal(new TokenCharge(ChargeState.Charged, 311), view.Charge);
        var account = await user.Account.GetAccount(false);
        Assert.Equal((4689, 0), (account.TokensRemaining, account.TokensReserved));
    }

    [Fact]
    public async Task Completion_UsingMoreThanIsLeft_TakesWhatIsLeft()
    {
        var user = await TestUser.With(cluster, 800);
        user.Model(ModelBehaviours.Answer("You are a baker.", new ModelTokens(1000, 1000)));

        var view = await (await user.Start()).Ended();

        Assert.Equal((new TokenCharge(ChargeState.Charged, 800), 2000), (view.Charge, view.Result!.Usage!.TotalTokens));
        Assert.Equal(0, (await user.Account.GetAccount(false)).TokensRemaining);
    }

    [Fact]
    public async Task Fallback_ReleasesAndChargesNothing()
    {
        var user = await TestUser.With(cluster, 5000);
        user.Model(ModelBehaviours.Status(401));

        var view = await (await user.Start()).Ended();

        Assert.Equal((PromptTaskStatus.Completed, "Prompt generated (AI unavailable, using fallback)"), (view.Status, view.Message));
        Assert.Equal((new TokenCharge(ChargeState.Released, 700), PromptOrigin.Fallback), (view.Charge, view.Result!.Origin));
        Assert.Equal(5000, (await user.Account.GetAccount(false)).TokensRemaining);
    }

    [Fact]
    public async Task Completion_LeavesNothingInTheIndex()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = await user.Start();

        await task.Ended();

        await Eventually.Sees(task.InFlightAt, owners => owners.Length == 0);
        Assert.NotNull(await cluster.Redis.KeyTimeToLiveAsync(cluster.Keys.Task(task.Key.ToString())));
    }

    [Fact]
    public async Task GetStatus_WhileGenerating_AnswersThoughACallIsHeldUp()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = user.NewTask();
        var reserve = cluster.Gates.Hold(user.Id, "Reserve");
        await task.Submit();
        await reserve.Reached;

        var view = await task.Grain.GetStatus().WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(PromptTaskStatus.Processing, (await task.At(10)).Status);
        Assert.NotNull(view);
        reserve.Open();
        await task.Ended();
    }

    [Fact]
    public async Task GetStatus_OfAnUnknownTask_IsNothing() =>
        Assert.Null(await new TestUser(cluster).NewTask().Grain.GetStatus());

    [Theory]
    [InlineData("no_subscription", null, 5000)]
    [InlineData("subscription_deactivated", false, 5000)]
    [InlineData("subscription_expired", true, 5000)]
    [InlineData("no_tokens_remaining", null, 0)]
    [InlineData("insufficient_tokens", null, 699)]
    public async Task Refusal_ChargesNothingAndAsksNoModel(string code, bool? active, long tokens)
    {
        var user = await TestUser.With(cluster, tokens);
        await user.Account.Change(code == "no_subscription"
            ? new AccountChange { RemoveSubscription = true }
            : new AccountChange { Subscription = new Subscription(active ?? true, active is null ? null : DateTimeOffset.UnixEpoch) });

        var view = await (await user.Start()).Ended();

        Assert.Equal((PromptTaskStatus.Failed, code, TokenCharge.None), (view.Status, view.Error?.Code, view.Charge));
        Assert.Empty(cluster.Model.Calls(user.Id));
        Assert.Equal(tokens, (await user.Account.GetAccount(false)).TokensRemaining);
    }

    [Fact]
    public async Task TwelveStarts_OnTokensForFour_RunFourAtATime_AndNeverOverspend()
    {
        var user = await TestUser.With(cluster, 4 * 700);
        user.HoldModel(new ModelTokens(100, 200));

        var tasks = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => user.Start()));
        await cluster.Model.Called(user.Id, 4);
        var refused = await Eventually.Sees(
            async () => (await Task.WhenAll(tasks.Select(task => task.Grain.GetStatus()))).Count(view => view!.Error?.Code == "insufficient_tokens"),
            count => count == 8);
        user.LetModelAnswer();
        var views = await Task.WhenAll(tasks.Select(task => task.Ended()));

        Assert.Equal((8, 4, 4), (refused, cluster.Model.Calls(user.Id).Count, views.Count(view => view.Charge == new TokenCharge(ChargeState.Charged, 300))));
        var account = await user.Account.GetAccount(false);
        Assert.Equal((4 * 700 - 4 * 300, 0), (account.TokensRemaining, account.TokensReserved));
    }
}
