using CsCheck;

namespace PromptGen.Grains.Tests.Rules;

public sealed class PromptTaskCursorTests
{
    [Fact]
    public void TryParse_ReadsWhatToStringWrote() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Long[0, long.MaxValue], Gen.Int[0, int.MaxValue])
        .Sample((draft, version, length) =>
        {
            var cursor = new PromptTaskCursor(draft, version, length);
            Assert.True(PromptTaskCursor.TryParse(cursor.ToString(), out var read));
            Assert.Equal(cursor, read);
        });

    [Fact]
    public void ToString_IsDraftVersionLength() => Assert.Equal("2-5-120", new PromptTaskCursor(2, 5, 120).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("2-5")]
    [InlineData("2-5-120-1")]
    [InlineData("2--120")]
    [InlineData("-2-5-120")]
    [InlineData("+2-5-120")]
    [InlineData(" 2-5-120")]
    [InlineData("2-5-1,200")]
    [InlineData("2-5-0x1")]
    [InlineData("2147483648-5-120")]
    [InlineData("2-9223372036854775808-120")]
    [InlineData("2-5-2147483648")]
    [InlineData("a-b-c")]
    public void TryParse_OfAnythingElse_IsRefused(string? text) => Assert.False(PromptTaskCursor.TryParse(text, out _));
}
