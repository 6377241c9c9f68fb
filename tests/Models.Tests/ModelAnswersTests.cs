using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PromptGen.Prompts;
using PromptGen.Testing;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>What the writer makes of good answers.</summary>
public sealed class ModelAnswersTests
{
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Answer_IsReturnedWithModelAndReportedUsage(string streaming)
    {
        await using var host = await ModelHost.StartAsync(Answer("  Be kind.\n", new(31, 7)), ("Model:Streaming", streaming));

        var written = await host.SucceedAsync();

        Assert.Equal("Be kind.", written.Text);
        Assert.Equal(ModelExchange.Model, written.Model);
        Assert.Equal(new ModelUsage(31, 7, 38, Estimated: false), written.Usage);
        Assert.Equal(streaming == "true", Assert.Single(host.Server.Calls).Streamed);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chunks_ArePassedOnBeforeTheNextOneExists()
    {
        string[] chunks = ["You ", "are ", "kind."];
        var seen = new TaskCompletionSource[] { new(), new(), new() };
        var received = new List<string>();
        // The server sends a piece only after the piece before it has come out at our end.
        await using var host = await ModelHost.StartAsync(AnswerInChunks(chunks, index => index == 0 ? Task.CompletedTask : seen[index - 1].Task));

        var result = await host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, new LiveText(text =>
        {
            received.Add(text);
            seen[received.Count - 1].SetResult();
        }), ModelHost.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(chunks, received);
        Assert.Equal("You are kind.", Assert.IsType<PromptWriterResult.Written>(result).Text);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task WithoutReportedUsage_ItIsEstimated(string streaming)
    {
        await using var host = await ModelHost.StartAsync(NoUsage("nine char"), ("Model:Streaming", streaming));

        var usage = (await host.SucceedAsync()).Usage;

        var asked = PromptInstruction.Build(new PromptSubmission { ManualPrompt = "We sell bread.", BusinessType = "bakery" }, null).Sum(message => TokenEstimate.Of(message.Text));
        Assert.True(usage.Estimated);
        Assert.Equal(asked, usage.PromptTokens);
        Assert.Equal(3, usage.CompletionTokens);
        Assert.Equal(usage.PromptTokens + 3, usage.TotalTokens);
    }

    [Fact]
    public async Task UsageRepeatedWithEveryChunk_IsCountedOnce()
    {
        await using var host = await ModelHost.StartAsync(async exchange =>
        {
            foreach (var (text, completion, finish) in new[] { ("A ", 1, null), ("b", 2, "stop") })
            {
                await exchange.WriteLineAsync($"data: {JsonSerializer.Serialize(new
                {
                    id = "1",
                    @object = "chat.completion.chunk",
                    created = 1,
                    model = "m",
                    choices = new[] { new { index = 0, delta = new { content = text }, finish_reason = finish } },
                    usage = new { prompt_tokens = 10, completion_tokens = completion, total_tokens = 10 + completion },
                })}\n\n");
            }

            await exchange.WriteLineAsync("data: [DONE]\n\n");
        });

        Assert.Equal(new ModelUsage(10, 2, 12, Estimated: false), (await host.SucceedAsync()).Usage);
    }

    [Fact]
    public async Task SlowStream_MayTakeLongerThanAnAttempt()
    {
        var time = new FakeTimeProvider();
        var late = new TaskCompletionSource();
        await using var host = await ModelHost.StartAsync(
            AnswerInChunks(["first, ", "second"], index => index == 0 ? Task.CompletedTask : late.Task), time);

        var result = await host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, new LiveText(_ =>
        {
            time.Advance(TimeSpan.FromSeconds(40));
            late.TrySetResult();
        }), ModelHost.Patience, TestContext.Current.CancellationToken);

        Assert.Equal("first, second", Assert.IsType<PromptWriterResult.Written>(result).Text);
        Assert.Single(host.Server.Calls);
    }

    [Fact]
    public async Task ManyCalls_RunAtOnce()
    {
        const int Many = 1200;
        await using var host = await ModelHost.StartAsync(Answer("unused"));
        // Every call waits until all have arrived, so a limit below that anywhere would stop them all.
        var server = host.Server;
        server.Behaviour = async exchange =>
        {
            await server.WaitForCallsAsync(Many, exchange.Stopping);
            await exchange.AnswerAsync("Good.", DefaultUsage);
        };

        var results = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => host.WriteAsync()));

        Assert.All(results, result => Assert.IsType<PromptWriterResult.Written>(result));
        Assert.Equal(Many, server.Peak);
    }
}
