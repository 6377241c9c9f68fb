using PromptGen.Prompts;
using PromptGen.Prompts.Answers;

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
        Assert.Equal(expected, FallbackPrompt.Of(new PromptSubmission { ManualPrompt = notes }, template));

    [Fact]
    public void Fallback_OfAChange_IsThePromptAsItWas() =>
        Assert.Equal("Previous.", FallbackPrompt.Of(new PromptSubmission { ManualPrompt = "Notes.", PreviousPrompt = "Previous.", Feedback = "Shorter." }, "Template."));

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
    [InlineData("```\nnever closed", "never closed")]
    [InlineData("```", "")]
    [InlineData("```markdown", "")]
    [InlineData("```inline```", "```inline```")]
    [InlineData("`a`\nb\n`", "`a`\nb\n`")]
    [InlineData("", "")]
    [InlineData("```markdown\n# Role\n```json\n{}\n```\nEnd.\n```", "# Role\n```json\n{}\n```\nEnd.")]
    [InlineData("```markdown\n# Role\n```json\n{}\n```\nEnd.", "# Role\n```json\n{}\n```\nEnd.")]
    [InlineData("~~~\ntext\n~~~", "text")]
    public void Answer_LosesBlanksAndOneFenceAroundTheWhole(string answer, string expected) =>
        Assert.Equal(expected, AnswerText.Clean(answer));
}
