using PromptGen.Prompts;
using PromptGen.Testing;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>What a generation costs that ends early, by what its readers had of it.</summary>
public sealed class CancelledReadingTests(ClusterFixture cluster)
{
    private static readonly TaskCompletionSource Never = new();

    [Fact]
    public async Task Cancel_AfterAReaderHadText_ChargesForItAndReleasesTheRest()
    {
        var (user, task) = await Writing();
        var text = await Read(task);

        var result = await task.Grain.Cancel(CancelReason.Requested);

        var usage = Usage(task, text);
        Assert.Equal((PromptTaskStatus.Cancelled, usage), (result.Task?.Status, result.Task?.Usage));
        Assert.Equal(new TokenCharge(ChargeState.Charged, usage.TotalTokens), result.Task?.Charge);
        Assert.Equal((5000 - usage.TotalTokens, 0), await Balance(user));
        Assert.Equal(result, await task.Grain.Cancel(CancelReason.Requested));
    }

    [Fact]
    public async Task Cancel_OfTextThatNobodyRead_IsFreeAndTheTextIsGone()
    {
        var (user, task) = await Writing();
        await Eventually.Sees(() => task.Attempts.Write(1, 0, ""), receipt => receipt.Length > 0);
        await task.Grain.GetStatus();

        var result = await task.Grain.Cancel(CancelReason.Requested);
        var news = await task.Grain.Watch(default, TimeSpan.Zero);

        Assert.Equal((new TokenCharge(ChargeState.Released, 700), ""), (result.Task?.Charge, news?.Text));
        Assert.Equal((5000, 0), await Balance(user));
    }

    [Fact]
    public async Task Deadline_AfterAReaderHadText_ChargesForIt()
    {
        var (user, task) = await Writing(TimeSpan.FromSeconds(3));
        var text = await Read(task);

        var view = await task.Ended();

        Assert.Equal(("deadline_exceeded", ChargeState.Charged), (view.Error?.Code, view.Charge.State));
        Assert.Equal((5000 - Usage(task, text).TotalTokens, 0), await Balance(user));
    }

    [Fact]
    public async Task Deadline_OfAClientThatWaitsWithinItsRequest_ReleasesEverything()
    {
        var (user, task) = await Writing(TimeSpan.FromSeconds(3), isAwaited: true);
        await Read(task);

        Assert.Equal(ChargeState.Released, (await task.Ended()).Charge.State);

        Assert.Equal((5000, 0), await Balance(user));
    }

    [Theory]
    [InlineData(CancelReason.Withdrawn)]
    [InlineData(CancelReason.Administrator)]
    public async Task Cancel_ByNoWishOfItsUser_ReleasesEverything(CancelReason reason)
    {
        var (user, task) = await Writing();
        await Read(task);

        Assert.Equal(ChargeState.Released, (await task.Grain.Cancel(reason)).Task?.Charge.State);

        Assert.Equal((5000, 0), await Balance(user));
    }

    [Fact]
    public async Task Cancel_AfterTheTextBeganAnew_ChargesForTheLongestThatWasRead()
    {
        var (user, task) = await Writing();
        var text = await Read(task);
        await task.Attempts.Rewrite(1, 1, 0, "Y");
        await task.Grain.Watch(default, TimeSpan.Zero);

        await task.Grain.Cancel(CancelReason.Requested);

        Assert.Equal((5000 - Usage(task, text).TotalTokens, 0), await Balance(user));
    }

    [Fact]
    public async Task Starts_OfLongNotes_SetAsideWhatTheirInstructionsNeedOrWhatIsLeft()
    {
        var user = await TestUser.With(cluster, 7000);
        user.HoldModel();
        var instruction = InstructionEstimate.Of(new PromptSubmission { ManualPrompt = Long(user) }, null);
        List<TestTask> tasks = [.. Enumerable.Range(0, 3).Select(_ => new TestTask(cluster, user.NewTask().Key) { Notes = Long(user) })];

        foreach (var task in tasks.Take(2))
        {
            await task.Submit();
            await task.At(70);
        }
        await tasks[2].Submit();

        Assert.Equal("insufficient_tokens", (await tasks[2].Ended()).Error?.Code);
        Assert.Equal(new TokenCharge(ChargeState.Reserved, instruction), (await tasks[0].Grain.GetStatus())?.Charge);
        Assert.Equal(new TokenCharge(ChargeState.Reserved, 7000 - instruction), (await tasks[1].Grain.GetStatus())?.Charge);
        Assert.Equal((0, 7000), await Balance(user));
    }

    private static string Long(TestUser user) => $"We sell bread. {user.Id} " + new string('b', 19_900);

    /// <summary>A task whose model has written a piece and goes on no more.</summary>
    private async Task<(TestUser User, TestTask Task)> Writing(TimeSpan? timeout = null, bool isAwaited = false)
    {
        var user = await TestUser.With(cluster, 5000);
        user.Model(ModelBehaviours.AnswerInChunks(["You are a baker who sells bread. ", "All of it."], piece => piece == 0 ? Task.CompletedTask : Never.Task));
        return (user, await user.Start(timeout, isAwaited));
    }

    private static async Task<string> Read(TestTask task)
    {
        var (cursor, text) = (default(PromptTaskCursor), "");
        return await Eventually.Sees(
            async () =>
            {
                var news = await task.Grain.Watch(cursor, TimeSpan.FromSeconds(1));
                (cursor, text) = (news!.Cursor, text + news.Text);
                return text;
            },
            text => text.Length > 0);
    }

    private static TokenUsage Usage(TestTask task, string text)
    {
        var (instruction, read) = (InstructionEstimate.Of(new PromptSubmission { ManualPrompt = task.Notes }, null), TokenEstimate.Of(text));
        return new TokenUsage(instruction, read, instruction + read) { Estimated = true };
    }

    private static async Task<(long Remaining, long Reserved)> Balance(TestUser user)
    {
        var account = await user.Account.GetAccount(false);
        return (account.TokensRemaining, account.TokensReserved);
    }
}
