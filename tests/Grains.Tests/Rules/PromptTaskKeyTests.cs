using CsCheck;

namespace PromptGen.Grains.Tests.Rules;

public sealed class PromptTaskKeyTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Parse_ReadsWhatToStringWrote() => Gen.Select(Gen.String[1, 60], Gen.Guid).Sample((user, id) =>
    {
        var key = new PromptTaskKey(user, id);
        Assert.Equal(key, PromptTaskKey.Parse(key.ToString()));
    });

    [Theory]
    [InlineData("alice")]
    [InlineData("auth0|5f7c8ec7c33c6c004bbafe82")]
    [InlineData("realm/alice/../bob")]
    [InlineData("Zoë Müller")]
    [InlineData(" ")]
    public void Parse_KeepsTheUserIdAsItIs(string user) => Assert.Equal(user, PromptTaskKey.Parse($"{Id}/{user}").UserId);

    [Fact]
    public void ToString_OfTwoUsersWithTheSameTaskId_Differs() =>
        Assert.NotEqual(new PromptTaskKey("alice", Guid.Empty).ToString(), new PromptTaskKey("bob", Guid.Empty).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData(Id)]
    [InlineData(Id + "/")]
    [InlineData(Id + "alice")]
    [InlineData(Id + "-alice")]
    [InlineData("0123456789abcdef0123456789abcdeX/alice")]
    [InlineData("01234567-89ab-cdef-0123-456789abcdef/alice")]
    [InlineData("{0123456789abcdef0123456789abcde}/alice")]
    public void TryParse_OfAnythingElse_IsRefused(string? text) => Assert.False(PromptTaskKey.TryParse(text, out _));

    [Fact]
    public void Parse_OfAnythingElse_SaysWhatItIsNot() =>
        Assert.Equal("'alice' is not the key of a prompt task.", Assert.Throws<FormatException>(() => PromptTaskKey.Parse("alice")).Message);
}
