using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>What does not add up is found, and nothing else.</summary>
public sealed class BookCheckTests
{
    private readonly TokenAccount _account = new() { Format = 2, Granted = 1000, Charged = 300, LastLine = 2 };

    [Fact]
    public void Books_ThatAddUp_AreInOrder() => Assert.Empty(Problems(Line(1, 1000, 1000), Line(2, -300, 700)));

    [Fact]
    public void Books_WhoseOldestLinesAreGone_AreInOrder() => Assert.Empty(Problems(Line(2, -300, 700)));

    [Fact]
    public void Books_WhoseNewestLineIsOnItsWay_AreInOrder()
    {
        _account.Outbox = [Line(2, -300, 700)];

        Assert.Empty(Problems(Line(1, 1000, 1000)));
    }

    [Fact]
    public void GapInTheNumbers_IsFound()
    {
        (_account.LastLine, _account.Charged) = (3, 300);

        Assert.Contains("line 1 is followed by line 3", Problems(Line(1, 1000, 1000), Line(3, -300, 700)));
    }

    [Fact]
    public void LineThatDoesNotAddUp_IsFound() =>
        Assert.Contains("line 2 says 700, but 1000 and -200 make 800", Problems(Line(1, 1000, 1000), Line(2, -200, 700)));

    [Fact]
    public void AccountThatSaysOtherwise_IsFound()
    {
        _account.Charged = 400;

        Assert.Equal(["the journal says 700, the account 600"], Problems(Line(1, 1000, 1000), Line(2, -300, 700)));
    }

    [Fact]
    public void MissingLines_AreFound() => Assert.Contains("the journal ends with line 1, the account with 2", Problems(Line(1, 1000, 1000)));

    [Fact]
    public void MoreReservedThanThereIs_IsFound()
    {
        _account.Open[Guid.NewGuid()] = new OpenEntry(701, null, default);

        Assert.Equal(["701 are reserved of 700"], Problems(Line(1, 1000, 1000), Line(2, -300, 700)));
    }

    private IReadOnlyList<string> Problems(params JournalLine[] lines)
    {
        var check = new BookCheck(_account);
        foreach (var line in lines)
            check.Next(line);
        return check.End();
    }

    private static JournalLine Line(long number, long tokens, long balance) => new() { Line = number, Kind = "charge", Tokens = tokens, BalanceAfter = balance };
}
