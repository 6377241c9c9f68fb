using PromptGen.Prompts;

namespace PromptGen.Models.Tests;

/// <summary>How long prompts are thought to become.</summary>
public sealed class AnswerEstimateTests
{
    private static readonly PromptSubmission Notes = new() { ManualPrompt = new string('b', 4000) };

    [Theory]
    [InlineData(100)]
    [InlineData(8192)]
    public void Range_IsOne_AndNeverBeyondWhatAnAnswerMayHave(int limit)
    {
        foreach (var asked in new[] { Notes, Notes with { PreviousPrompt = "Short.", Feedback = "Shorter." }, new PromptSubmission { ManualPrompt = "نان" } })
        {
            var (low, high) = AnswerEstimate.Of(asked, "# Role", limit);

            Assert.InRange(low, 1, high);
            Assert.InRange(high, low, limit);
        }
    }

    [Fact]
    public void NewPrompt_HasAtLeastTheNotes() => Assert.InRange(AnswerEstimate.Of(Notes, null, 8192).Low, 1000, 2000);

    [Fact]
    public void ChangedPrompt_IsAsLongAsItWas_WhateverTheNotes()
    {
        var (low, high) = AnswerEstimate.Of(Notes with { PreviousPrompt = new string('p', 400), Feedback = "Shorter." }, null, 8192);

        Assert.InRange(100, low - 100, high);
        Assert.InRange(high, 150, 1200);
    }
}
