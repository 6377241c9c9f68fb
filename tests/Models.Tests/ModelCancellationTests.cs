using PromptGen.Llm;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>Cancelling is felt by the provider.</summary>
public sealed class ModelCancellationTests
{
    [Fact]
    public async Task Cancel_BeforeTheAnswer_ClosesTheConnection()
    {
        await using var host = await ModelHost.StartAsync(Hang());
        using var cancel = new CancellationTokenSource();
        var writing = host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, LiveText.Unread, ModelHost.Patience, cancel.Token);
        var call = await host.Server.WaitForCallsAsync(1, TestContext.Current.CancellationToken);

        await cancel.CancelAsync();

        await call.Disconnected.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        Assert.Equal(cancel.Token, canceled.CancellationToken);
        Assert.Single(host.Server.Calls);
    }

    [Fact]
    public async Task Cancel_InMidAnswer_ClosesTheConnection()
    {
        await using var host = await ModelHost.StartAsync(HangAfter("You are"));
        using var cancel = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, new LiveText(_ => begun.SetResult()), ModelHost.Patience, cancel.Token);
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);

        await cancel.CancelAsync();

        await host.Server.Calls[0].Disconnected.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task Cancel_WhileTextIsHandledHere_ClosesTheConnection()
    {
        await using var host = await ModelHost.StartAsync(HangAfter("You are"));
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, new LiveText(_ => cancel.Cancel()), ModelHost.Patience, cancel.Token));

        await host.Server.Calls[0].Disconnected.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Cancelled_BeforeTheStart_AsksNobody()
    {
        await using var host = await ModelHost.StartAsync(Answer("unused"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, LiveText.Unread, ModelHost.Patience, new CancellationToken(canceled: true)));

        Assert.Empty(host.Server.Calls);
    }

    [Fact]
    public async Task ListenerThatThrows_IsHeard()
    {
        await using var host = await ModelHost.StartAsync(HangAfter("You are"));

        await Assert.ThrowsAsync<InvalidTimeZoneException>(
            () => host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, new LiveText(_ => throw new InvalidTimeZoneException()), ModelHost.Patience, TestContext.Current.CancellationToken));

        await host.Server.Calls[0].Disconnected.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ConnectionsAreReused_AfterCompleteAnswers()
    {
        await using var host = await ModelHost.StartAsync(Answer("unused"));
        var ports = new List<int>();
        host.Server.Behaviour = exchange =>
        {
            ports.Add(exchange.Response.HttpContext.Connection.RemotePort);
            return exchange.AnswerAsync("Good.", DefaultUsage);
        };

        for (var call = 0; call < 20; call++)
            await host.SucceedAsync();

        Assert.InRange(ports.Distinct().Count(), 1, 5);
    }
}
