using Microsoft.Extensions.AI;
using PromptGen.Llm;
using PromptGen.Prompts;
using static PromptGen.Testing.ModelBehaviours;

namespace PromptGen.Models.Tests;

/// <summary>What is cut is not whole: it is asked for once more, and never delivered.</summary>
public sealed class UnfinishedAnswersTests
{
    [Fact]
    public async Task CutAnswer_IsAskedForOnceMore_Shorter()
    {
        await using var host = await ModelHost.StartAsync(Answer("You are whole.", new(100, 20)));
        host.Server.Enqueue(exchange => exchange.AnswerAsync("You are a bak", new(100, 8192), "length"));
        var live = new LiveText();

        var written = Assert.IsType<PromptWriterResult.Written>(await host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, live, ModelHost.Patience, TestContext.Current.CancellationToken));

        Assert.Equal("You are whole.", written.Text);
        // The usage that counts is that of the call whose text is delivered.
        Assert.Equal(new ModelUsage(100, 20, 120, Estimated: false), written.Usage);
        Assert.Equal(("You are whole.", 1), (live.Text, live.Restarts));
        Assert.DoesNotContain("at most 2048 words", host.Server.Calls[0].Prompt, StringComparison.Ordinal);
        Assert.Contains("at most 2048 words", host.Server.Calls[1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerThatBreaksOff_IsAskedForOnceMore_InTheSameWords()
    {
        await using var host = await ModelHost.StartAsync(Answer("You are whole."));
        host.Server.Enqueue(CutStream("You are"));

        Assert.Equal("You are whole.", (await host.SucceedAsync()).Text);

        Assert.Equal(2, host.Server.Calls.Count);
        Assert.Single(host.Server.Calls.Select(call => call.Prompt).Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnswerThatIsNeverWhole_IsIncomplete_AndNothingOfItStays(bool isCut)
    {
        await using var host = await ModelHost.StartAsync(isCut ? LengthLimit("You are a bak") : EndWithoutFinish("You are a bak"));
        var live = new LiveText();

        var failed = Assert.IsType<PromptWriterResult.Failed>(await host.Writer.WriteAsync(new PromptSubmission { ManualPrompt = "text" }, null, live, ModelHost.Patience, TestContext.Current.CancellationToken));

        Assert.Equal(FallbackReason.Incomplete, failed.Reason.ToFallbackReason());
        Assert.Equal(("", 2), (live.Text, live.Restarts));
        Assert.Equal(2, host.Server.Calls.Count);
    }

    [Theory]
    // what is reported (prompt, completion, total), what is counted
    [InlineData(31, 7, 38, 31, 7, 38, false)]
    [InlineData(31, 7, 0, 31, 7, 38, false)]
    [InlineData(31, 7, 900, 31, 7, 900, false)]
    [InlineData(31, 0, 38, 31, 7, 38, false)]
    [InlineData(0, 7, 38, 31, 7, 38, false)]
    [InlineData(0, 0, 0, 100, 8, 108, true)]
    [InlineData(0, 7, 0, 100, 7, 107, true)]
    [InlineData(31, 0, 0, 31, 8, 39, true)]
    [InlineData(-5, -5, -5, 100, 8, 108, true)]
    [InlineData(400, 2000, 2400, 400, 2000, 2400, false)]
    [InlineData(400, 2001, 2401, 100, 8, 108, true)]
    [InlineData(1900000, 262, 1900262, 100, 8, 108, true)]
    [InlineData(long.MaxValue, long.MaxValue, long.MaxValue, 100, 8, 108, true)]
    public void Usage_IsBelievedUpToFourInstructionsAndTwoLimits(long prompt, long completion, long total, int countedPrompt, int countedCompletion, int countedTotal, bool isEstimated)
    {
        var reported = new UsageDetails { InputTokenCount = prompt, OutputTokenCount = completion, TotalTokenCount = total };
        var usage = ModelUsage.Of(reported, [new(ChatRole.User, new string('a', 400))], "You help guests of Cafe Lume.", outputLimit: 1000);
        Assert.Equal((countedPrompt, countedCompletion, countedTotal, isEstimated), (usage.PromptTokens, usage.CompletionTokens, usage.TotalTokens, usage.Estimated));
    }

    [Fact]
    public async Task UsageThatCannotBeTrue_IsEstimated_AndLoggedInNumbers()
    {
        await using var host = await ModelHost.StartAsync(Answer("You help guests of Cafe Lume.", new(1_900_000, 262)));

        var usage = (await host.SucceedAsync()).Usage;

        Assert.True(usage.Estimated);
        Assert.InRange(usage.TotalTokens, 100, 1000);
        Assert.Single(host.Logs.Lines, line => line.Contains(" Warning ", StringComparison.Ordinal) && line.Contains("1900262", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"prompt_tokens":5000,"completion_tokens":180,"total_tokens":5180}""", """{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}""", 5180, false)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}""", """{"prompt_tokens":10,"completion_tokens":9,"total_tokens":19}""", 19, false)]
    [InlineData("""{"prompt_tokens":"12","completion_tokens":"8.0","total_tokens":null}""", "null", 20, false)]
    [InlineData("""{"prompt_tokens":12.0,"completion_tokens":8.4}""", "{}", 20, false)]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":null,"total_tokens":20}""", "[]", 20, false)]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":null}""", "\"none\"", 20, true)]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":-1,"total_tokens":-1}""", "{\"prompt_tokens\":\"many\"}", 20, true)]
    public async Task UsageInAnyForm_IsCounted_TheLargestOfEach(string one, string two, int total, bool isEstimated)
    {
        await using var host = await ModelHost.StartAsync(exchange => exchange.WriteLineAsync(
            $$"""data: {"choices":[{"delta":{"content":"You help guests of Cafe Lume."},"finish_reason":"stop"}],"usage":{{one}}}""" + "\n\n"
            + $$"""data: {"choices":[],"usage":{{two}}}""" + "\n\ndata: [DONE]\n\n"));

        var usage = (await host.SucceedAsync()).Usage;

        Assert.Equal((total, isEstimated), (usage.TotalTokens, usage.Estimated));
    }
}
