using Microsoft.Extensions.Time.Testing;
using PromptGen.Llm;
using PromptGen.Prompts;

namespace PromptGen.Models.Tests;

/// <summary>The demo writer behind the pipeline: what it streams, and the outcomes that words of the notes ask for.</summary>
public sealed class DemoWriterTests
{
    private const string Notes = "Cafe Aurora, open 8-18, vegan cakes, +1 555 0100";

    [Theory]
    [InlineData(Notes)]
    [InlineData("パン屋です。毎日7時から18時まで、日曜日は定休日です。電話は03-1234-5678です。😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    public async Task WrittenPrompt_CameInPiecesOverAFewSeconds(string notes)
    {
        var pieces = new List<string>();

        var (result, took) = await Write(notes, pieces.Add);

        var written = Assert.IsType<PromptWriterResult.Written>(result);
        Assert.Equal((PromptOrigin.Demo, "demo"), (written.Origin, written.Model));
        Assert.Equal(DemoPrompt.Write(null, notes), written.Text);
        Assert.Equal(written.Text, string.Concat(pieces));
        Assert.InRange(pieces.Count, 10, 70);
        Assert.DoesNotContain(pieces, piece => char.IsHighSurrogate(piece[^1]));
        Assert.True(written.Usage is { Estimated: true, PromptTokens: > 0, CompletionTokens: > 0 });
        Assert.InRange(took, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(3.5));
    }

    [Fact]
    public async Task Slow_TakesThirtySeconds()
    {
        var (result, took) = await Write($"{Notes} demo:slow");

        Assert.IsType<PromptWriterResult.Written>(result);
        Assert.InRange(took, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(31));
    }

    [Theory]
    [InlineData("demo:fail", FallbackReason.Unavailable, 1, false)]
    [InlineData("demo:cut", FallbackReason.Incomplete, 2, true)]
    [InlineData("demo:blocked", FallbackReason.Blocked, 1, true)]
    [InlineData("DEMO:Overloaded", FallbackReason.Overloaded, 5, false)]
    public async Task AskedForFailure_HappensAndSaysThatItWasAskedFor(string word, FallbackReason reason, int seconds, bool hasText)
    {
        var pieces = new List<string>();

        var (result, took) = await Write($"{Notes}\n{word}", pieces.Add);

        var failed = Assert.IsType<PromptWriterResult.Failed>(result);
        Assert.True(failed.IsStaged);
        Assert.Equal(reason, failed.Reason.ToFallbackReason());
        Assert.Equal(hasText, pieces.Count > 0);
        Assert.InRange(took, TimeSpan.FromSeconds(seconds - 0.3), TimeSpan.FromSeconds(seconds + 0.3));
    }

    [Fact]
    public async Task WordOfARealProvidersUser_ChangesNothing()
    {
        await using var host = await ModelHost.StartAsync(PromptGen.Testing.ModelBehaviours.Answer("Be kind."));
        Assert.Equal("Be kind.", Assert.IsType<PromptWriterResult.Written>(await host.WriteAsync("demo:fail")).Text);
    }

    /// <summary>One generation, on a clock that goes on whenever the writer waits: away from xunit's scheduler it writes within the clock's step.</summary>
    private static Task<(PromptWriterResult Result, TimeSpan Took)> Write(string notes, Action<string>? onPiece = null) => Task.Run(async () =>
    {
        var time = new FakeTimeProvider();
        await using var services = ModelHost.Services(time, [("environment", "Development")]);
        var writer = (PromptWriter)services.GetService(typeof(PromptWriter))!;
        var began = time.GetUtcNow();
        var writing = writer.WriteAsync(new PromptSubmission { ManualPrompt = notes }, null, new LiveText(onPiece), ModelHost.Patience, TestContext.Current.CancellationToken);
        while (!writing.IsCompleted)
            time.Advance(TimeSpan.FromMilliseconds(10));
        return (await writing, time.GetUtcNow() - began);
    });
}
