using PromptGen.Prompts;

namespace PromptGen.Models.Tests;

/// <summary>One token for four Latin characters, one for each other.</summary>
public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Cafe", 1)]
    [InlineData("Cafés", 2)]
    [InlineData("سلام", 4)]
    [InlineData("Cafe سلام", 6)]
    [InlineData("سCafeس", 3)]
    [InlineData("🥐🥐", 2)]
    [InlineData("a🥐b", 2)]
    public void Estimate_IsAFourthOfLatinAndOneForEachOtherCharacter(string text, int tokens) => Assert.Equal(tokens, TokenEstimate.Of(text));

    // An attribute cannot hold these: it keeps its texts in UTF-8.
    [Fact]
    public void HalfASurrogatePair_CountsAsACharacter()
    {
        Assert.Equal(2, TokenEstimate.Of("a\uD83Eb"));
        Assert.Equal(1, TokenEstimate.Of("\uDD50"));
    }
}
