namespace PromptGen.SystemTests;

public sealed class ShutdownTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sigterm_WhileGenerating_LetsTheModelFinish()
    {
        var gate = new TaskCompletionSource();
        await using var all = await AllInOne.StartAsync(new() { ["Tasks__DrainTimeout"] = "00:01:00" });
        all.Model.Behaviour = ModelBehaviours.AnswerInChunks(["A prompt."], _ => gate.Task);
        using var user = await all.UserAsync("alice", 10_000);
        var task = await user.StartAsync("Finish me", Cancellation);
        await all.Model.WaitForCallsAsync(1, Cancellation).WaitAsync(Eventually.Bound, Cancellation);

        all.Gateway.Terminate();
        await Eventually.UntilAsync(() => all.Gateway.Output.Contains("Stopping:", StringComparison.Ordinal), "the program drains", Cancellation);
        gate.SetResult();

        Assert.Equal(0, await all.Gateway.WaitForExitAsync());
        await all.StartAgainAsync();
        Assert.Equal("completed", (await user.EndAsync(task, Cancellation)).Status);
        Assert.Single(all.Model.Calls);
    }

    [Fact]
    public async Task Sigterm_WhileTheModelHangs_StopsAndResumesAtTheNextStart()
    {
        await using var all = await AllInOne.StartAsync(new() { ["Tasks__DrainTimeout"] = "00:00:01" });
        all.Model.Enqueue(ModelBehaviours.HangAfter("A pro"));
        using var user = await all.UserAsync("alice", 10_000);
        var task = await user.StartAsync("Resume me", Cancellation);
        await all.Model.WaitForCallsAsync(1, Cancellation).WaitAsync(Eventually.Bound, Cancellation);

        all.Gateway.Terminate();

        Assert.Equal(0, await all.Gateway.WaitForExitAsync());
        await all.StartAgainAsync();
        var end = await user.EndAsync(task, Cancellation);
        Assert.Equal(("completed", FakeModelServer.DefaultText), (end.Status, end.Prompt));
        Assert.Equal(new Account(10_000 - AllInOne.TokensPerAnswer, 0), await user.AccountAsync(Cancellation));
    }
}
