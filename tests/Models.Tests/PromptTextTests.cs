namespace PromptGen.Models.Tests;

/// <summary>The small pure parts: fallback, tidying, estimate.</summary>
public sealed class PromptTextTests
{
    [Theory]
    [InlineData("Template.", "Notes.", "Template.\n\nNotes.")]
    [InlineData(null, "Notes.", "Notes.")]
    [InlineData("", "Notes.", "Notes.")]
    [InlineData(" ", " Notes. ", " Notes. ")]
    public void Fallback_IsTheTemplateABlankLineAndTheNotes(string? template, string notes, string expected) =>
        Assert.Equal(expected, FallbackPrompt.Combine(template, notes));

    [Theory]
    [InlineData("text", "text")]
    [InlineData(" \n text \t", "text")]
    [InlineData("```\ntext\n```", "text")]
    [InlineData("```markdown\n# Role\ntext\n```\n", "# Role\ntext")]
    [InlineData("```markdown\r\n# Role\r\n```", "# Role")]
    [InlineData("````\na\n```\ncode\n```\nb\n````", "a\n```\ncode\n```\nb")]
    [InlineData("```\n\n```", "")]
    [InlineData("```\nfirst\n```\nbetween\n```\nsecond\n```", "```\nfirst\n```\nbetween\n```\nsecond\n```")]
    [InlineData("before\n```\ncode\n```", "before\n```\ncode\n```")]
    [InlineData("```\ncode\n```\nafter", "```\ncode\n```\nafter")]
    [InlineData("```\nnever closed", "```\nnever closed")]
    [InlineData("```", "```")]
    [InlineData("```inline```", "```inline```")]
    [InlineData("`a`\nb\n`", "`a`\nb\n`")]
    [InlineData("", "")]
    public void Answer_LosesBlanksAndOneFenceAroundTheWhole(string answer, string expected) =>
        Assert.Equal(expected, AnswerText.Clean(answer));

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 4, 1, 1)]
    [InlineData(5, 8, 2, 2)]
    [InlineData(4000, 4001, 1000, 1001)]
    public void Estimate_IsOneTokenPerFourCharactersRoundedUp(int asked, int written, int prompt, int completion) =>
        Assert.Equal(new(prompt, completion, prompt + completion, Estimated: true), ModelUsage.Estimate(asked, written));
}
