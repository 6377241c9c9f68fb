using Microsoft.Extensions.Time.Testing;
using PromptGen.Llm;
using PromptGen.Prompts;
using PromptGen.Testing;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>Whatever a provider does wrong ends in a named reason.</summary>
public sealed class ModelFailuresTests
{
    public static TheoryData<string, ModelFailureReason, int> Misbehaviour => new()
    {
        // what the server does, the reason, how often it is asked
        { "401", ModelFailureReason.Unauthorized, 1 },
        { "403", ModelFailureReason.Unauthorized, 1 },
        { "400", ModelFailureReason.Rejected, 6 },
        { "404", ModelFailureReason.Rejected, 1 },
        { "302", ModelFailureReason.Rejected, 1 },
        { "429", ModelFailureReason.RateLimited, 1 },
        { "500", ModelFailureReason.Unavailable, 1 },
        { "503", ModelFailureReason.Unavailable, 1 },
        { "408", ModelFailureReason.Unavailable, 1 },
        { "504", ModelFailureReason.Unavailable, 1 },
        { "refuse", ModelFailureReason.Unavailable, 1 },
        { "cut", ModelFailureReason.TruncatedStream, 2 },
        { "no finish", ModelFailureReason.TruncatedStream, 2 },
        { "empty", ModelFailureReason.Empty, 1 },
        { "blank", ModelFailureReason.Empty, 1 },
        { "only a fence", ModelFailureReason.Empty, 1 },
        { "filter", ModelFailureReason.Blocked, 1 },
        { "garbage", ModelFailureReason.Garbage, 1 },
        { "not a stream", ModelFailureReason.Garbage, 1 },
        { "at the limit", ModelFailureReason.Cut, 2 },
        { "huge", ModelFailureReason.TooLarge, 1 },
        { "huge without text", ModelFailureReason.TooLarge, 1 },
    };

    [Theory]
    [MemberData(nameof(Misbehaviour))]
    public async Task StreamedMisbehaviour_HasItsReason(string what, ModelFailureReason reason, int calls)
    {
        await using var host = await ModelHost.StartAsync(Named(what));

        var failed = await host.FailAsync();

        Assert.Equal(reason, failed.Reason);
        Assert.Equal(int.TryParse(what, out var status) ? status : null, failed.Status);
        Assert.Equal(calls, host.Server.Calls.Count);
    }

    [Theory]
    [InlineData("401", ModelFailureReason.Unauthorized)]
    [InlineData("429", ModelFailureReason.RateLimited)]
    [InlineData("500", ModelFailureReason.Unavailable)]
    [InlineData("refuse", ModelFailureReason.Unavailable)]
    [InlineData("cut", ModelFailureReason.TruncatedStream)]
    [InlineData("at the limit", ModelFailureReason.Cut)]
    [InlineData("empty", ModelFailureReason.Empty)]
    [InlineData("filter", ModelFailureReason.Blocked)]
    [InlineData("garbage", ModelFailureReason.Garbage)]
    [InlineData("huge", ModelFailureReason.TooLarge)]
    public async Task PlainMisbehaviour_HasItsReason(string what, ModelFailureReason reason)
    {
        await using var host = await ModelHost.StartAsync(Named(what), ("Model:Streaming", "false"));
        Assert.Equal(reason, (await host.FailAsync()).Reason);
    }

    [Fact]
    public async Task HangBeforeTheAnswer_EndsAtTheTotalDeadlineAndClosesTheConnection()
    {
        var time = new FakeTimeProvider();
        await using var host = await ModelHost.StartAsync(Hang(), time, ("Model:AttemptTimeout", "00:01:30"));
        var failing = host.FailAsync();
        var call = await host.Server.WaitForCallsAsync(1, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal(ModelFailureReason.Timeout, (await failing).Reason);
        await call.Disconnected.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task HangInTheAnswer_EndsAtTheTotalDeadlineAndClosesTheConnection()
    {
        var time = new FakeTimeProvider();
        await using var host = await ModelHost.StartAsync(HangAfter("You are"), time);

        // Whoever hears the first piece lets the time pass.
        var result = await host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, new LiveText(_ => time.Advance(TimeSpan.FromSeconds(90))), ModelHost.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(ModelFailureReason.Timeout, Assert.IsType<PromptWriterResult.Failed>(result).Reason);
        await host.Server.Calls[0].Disconnected.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task NothingListening_IsUnavailable()
    {
        await using var host = await ModelHost.StartAsync(Hang());
        await host.Server.DisposeAsync();
        Assert.Equal(ModelFailureReason.Unavailable, (await host.FailAsync()).Reason);
    }

    [Fact]
    public async Task RetryAfter_IsHandedOn()
    {
        await using var host = await ModelHost.StartAsync(Status(429, TimeSpan.FromHours(1)));

        var failed = await host.FailAsync();

        Assert.Equal((ModelFailureReason.RateLimited, TimeSpan.FromHours(1)), (failed.Reason, failed.RetryAfter));
        Assert.Single(host.Server.Calls);
    }

    [Fact]
    public async Task AnswerThatDoesNotBegin_EndsAfterTheAttemptsTime()
    {
        var time = new FakeTimeProvider();
        await using var host = await ModelHost.StartAsync(Hang(), time);
        var failing = host.FailAsync();
        var call = await host.Server.WaitForCallsAsync(1, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(ModelFailureReason.Timeout, (await failing).Reason);
        await call.Disconnected.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task StreamThatStalls_EndsAfterTheIdleTimeAndClosesTheConnection()
    {
        var time = new FakeTimeProvider();
        await using var host = await ModelHost.StartAsync(HangAfter("You are"), time);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var live = new LiveText(_ => begun.SetResult());
        var writing = host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, live, ModelHost.Patience, TestContext.Current.CancellationToken);
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);

        // The next read may not have begun; its time then starts later.
        while (!writing.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(ModelFailureReason.Timeout, Assert.IsType<PromptWriterResult.Failed>(await writing).Reason);
        Assert.Equal(1, live.Restarts);
        await host.Server.Calls[0].Disconnected.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ProviderNone_IsNotConfiguredAndAsksNobody()
    {
        await using var host = await ModelHost.StartAsync(Answer("unused"), ("Model:Provider", "none"));

        Assert.Equal(ModelFailureReason.NotConfigured, (await host.FailAsync()).Reason);

        Assert.Empty(host.Server.Calls);
    }

    [Fact]
    public void EveryReason_HasADistinctSnakeCaseLogName()
    {
        var names = Enum.GetValues<ModelFailureReason>().Select(reason => reason.LogName()).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z]+(_[a-z]+)*$", name));
    }

    private static ModelBehaviour Named(string what) => what switch
    {
        "refuse" => Refuse(),
        "cut" => CutStream("You are"),
        "no finish" => EndWithoutFinish("You are"),
        "empty" => Empty(),
        "blank" => Answer(" \n\t "),
        "only a fence" => Answer("```\n\n```"),
        "filter" => ContentFilter(),
        "garbage" => Garbage(),
        "not a stream" => exchange => exchange.WriteLineAsync("<html>It works!</html>"),
        "at the limit" => LengthLimit("You are a bak"),
        "huge" => Huge(),
        "huge without text" => HugeWithoutText(),
        _ => Status(int.Parse(what, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
