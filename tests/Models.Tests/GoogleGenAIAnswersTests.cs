#if GOOGLE_GENAI
using Microsoft.Extensions.AI;
using PromptGen.Testing;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>What is read in Gemini's answers, whatever the SDK's adapter makes of them.</summary>
public sealed class GoogleGenAIAnswersTests
{
    private const string Text = "You help guests of Cafe Lume.";

    public static MatrixTheoryData<string, bool> Ends => new(
        ["STOP stop", "MAX_TOKENS length", "SAFETY content_filter", "RECITATION content_filter", "PROHIBITED_CONTENT content_filter", "OTHER length"],
        [true, false]);

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task CandidateWithoutContent_EndsTheAnswerByItsReason(string end, bool streamed)
    {
        var (sent, reason) = (end.Split(' ')[0], end.Split(' ')[1]);
        await using var host = await StartAsync(new { candidates = new[] { new { finishReason = sent, index = 0 } } });

        Assert.Equal(new ChatFinishReason(reason), (await AskAsync(host, streamed)).FinishReason);
    }

    [Fact]
    public async Task StopWithoutContent_AfterTheText_IsThePrompt()
    {
        await using var host = await StartAsync(Piece(Text), new { candidates = new[] { new { finishReason = "STOP", index = 0 } } });
        Assert.Equal(Text, (await host.SucceedAsync()).Text);
    }

    [Fact]
    public async Task SafetyWithoutContent_AfterTheText_IsBlocked()
    {
        await using var host = await StartAsync(Piece(Text), new { candidates = new[] { new { finishReason = "SAFETY", index = 0 } } });
        Assert.Equal(ModelFailureReason.Blocked, (await host.FailAsync()).Reason);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task BlockedPrompt_IsBlocked(string streaming)
    {
        await using var host = await StartAsync([("Model:Streaming", streaming)], new { promptFeedback = new { blockReason = "PROHIBITED_CONTENT" } });
        Assert.Equal(ModelFailureReason.Blocked, (await host.FailAsync()).Reason);
    }

    [Fact]
    public async Task RatingsOfThePrompt_BlockNothing()
    {
        var ratings = new[] { new { category = "HARM_CATEGORY_HARASSMENT", probability = "NEGLIGIBLE" } };
        await using var host = await StartAsync(new { promptFeedback = new { safetyRatings = ratings } }, Piece(Text, "STOP"));
        Assert.Equal(Text, (await host.SucceedAsync()).Text);
    }

    [Fact]
    public async Task UnspecifiedReason_EndsNothing()
    {
        await using var host = await StartAsync(Piece(Text, "FINISH_REASON_UNSPECIFIED"), Piece(" Be kind.", "STOP"));
        Assert.Equal(Text + " Be kind.", (await host.SucceedAsync()).Text);
    }

    [Fact]
    public async Task Thoughts_AreNoText()
    {
        await using var host = await StartAsync(
            new { candidates = new[] { new { content = new { role = "model", parts = new object[] { new { text = "plan", thought = true }, new { text = Text } } } } } },
            Piece("", "STOP"));
        Assert.Equal(Text, (await host.SucceedAsync()).Text);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Thoughts_AreCounted(string streaming)
    {
        await using var host = await StartAsync(
            [("Model:Streaming", streaming)],
            Piece(Text, "STOP", new { promptTokenCount = 120, candidatesTokenCount = 30, thoughtsTokenCount = 400 }));
        Assert.Equal(new ModelUsage(120, 430, 550, Estimated: false), (await host.SucceedAsync()).Usage);
    }

    [Fact]
    public async Task RunningTotals_CountByTheLargest()
    {
        await using var host = await StartAsync(
            Piece(Text, null, new { promptTokenCount = 120, thoughtsTokenCount = 400, totalTokenCount = 520 }),
            Piece(" Be kind.", null, new { promptTokenCount = 120, candidatesTokenCount = 30, thoughtsTokenCount = 400, totalTokenCount = 550 }),
            Piece("", "STOP", new { promptTokenCount = 0, candidatesTokenCount = 0, totalTokenCount = 0 }));
        Assert.Equal(new ModelUsage(120, 430, 550, Estimated: false), (await host.SucceedAsync()).Usage);
    }

    [Fact]
    public async Task BrokenOffStream_IsNoAnswer()
    {
        await using var host = await StartAsync(Piece(Text));
        Assert.IsType<PromptWriterResult.Failed>(await host.WriteAsync());
    }

    [Fact]
    public async Task ErrorInTheStream_HasItsStatus()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await HostAsync(async exchange =>
        {
            await exchange.WriteTextAsync(Text);
            await heard.Task.WaitAsync(exchange.Stopping);
            await exchange.WriteLineAsync($$"""{"error": {"code": 503, "message": "{{Text}}", "status": "UNAVAILABLE"} }""");
        });

        var error = await Assert.ThrowsAsync<ModelHttpException>(async () =>
        {
            await foreach (var _ in host.Client.GetStreamingResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken))
                heard.TrySetResult();
        });

        Assert.Equal(503, (int)error.Status);
        Assert.DoesNotContain(Text, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnreadableAnswer_IsNotQuoted()
    {
        await using var host = await HostAsync(exchange => exchange.WriteLineAsync($"data: {{{Text}\n\n"));

        var error = await Assert.ThrowsAsync<FormatException>(() => AskAsync(host, streamed: true));

        Assert.DoesNotContain(Text, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ModelFailureReason.Garbage, (await host.FailAsync()).Reason);
    }

    private static object Piece(string text, string? finish = null, object? usage = null) => new
    {
        candidates = new[] { new { content = new { role = "model", parts = new[] { new { text } } }, finishReason = finish, index = 0 } },
        usageMetadata = usage,
    };

    private static Task<ModelHost> StartAsync(params object[] messages) => StartAsync([], messages);

    private static Task<ModelHost> StartAsync((string, string)[] settings, params object[] messages) => HostAsync(
        async exchange =>
        {
            foreach (var message in messages)
                await exchange.SendAsync(message);
        },
        settings);

    private static Task<ModelHost> HostAsync(ModelBehaviour behaviour, params (string, string)[] settings) =>
        ModelHost.StartAsync(behaviour, [("Model:Provider", "gemini"), .. settings]);

    private static Task<ChatResponse> AskAsync(ModelHost host, bool streamed) => streamed
        ? host.Client.GetStreamingResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken).ToChatResponseAsync(TestContext.Current.CancellationToken)
        : host.Client.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken);
}
#endif
