using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>Pages of a ledger: taken together they are its lines, once each, and add up to the balance.</summary>
public sealed class LedgerPagesTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly List<JournalLine> _lines = [];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public void Pages_TakenTogether_AreAllLinesOnce_WhileNewOnesCome(int limit)
    {
        Write(7);

        var seen = ReadAll(limit, between: () => Write(2));

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], seen.Select(line => line.Line));
        Assert.Equal(seen[0].BalanceAfter, seen.Sum(line => line.Tokens));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    [InlineData(100, 9)]
    public void Lines_OfWhichTheOldestWereDropped_BeginWithAnOpeningLine_AndAddUp(int limit, int dropped)
    {
        Write(10);
        Drop(dropped);

        var seen = ReadAll(limit, between: () => { });

        Assert.Equal(Enumerable.Range(dropped, 10 - dropped + 1).Reverse().Select(line => (long)line), seen.Select(line => line.Line));
        Assert.Equal(("adjustment", "opening"), (seen[^1].Kind, seen[^1].Reason));
        Assert.Equal((seen[^1].Tokens, seen[^2].At), (seen[^1].BalanceAfter, seen[^1].At));
        Assert.Equal(seen[0].BalanceAfter, seen.Sum(line => line.Tokens));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    public void Lines_ThatAreDroppedWhileAClientReads_StillAddUpForIt(int limit, int droppedEachTime)
    {
        Write(20);

        var seen = ReadAll(limit, between: () =>
        {
            Write(droppedEachTime);
            Drop(Math.Min(droppedEachTime * 3, _lines.Count - 1));
        });

        Assert.Equal(20, seen[0].Line);
        Assert.Equal(Enumerable.Range(0, seen.Count).Select(i => 20L - i), seen.Select(line => line.Line));
        Assert.Equal(seen[0].BalanceAfter, seen.Sum(line => line.Tokens));
    }

    [Fact]
    public void Line_OnItsWayAndAppended_IsThereOnce()
    {
        Write(3);

        var page = LedgerPages.Below(Newest(), [_lines[2], .. _lines], 20);

        Assert.Equal([3, 2, 1], page.Lines.Select(line => line.Line));
    }

    [Fact]
    public void Account_ThatHasNoJournalYet_HasOneLine_TheBalance()
    {
        var page = LedgerPages.Below(new LedgerCursor(2, 4690, Now), [], 20);

        Assert.Null(page.Next);
        Assert.Equal(new LedgerLine { Line = 1, Kind = "adjustment", Tokens = 4690, BalanceAfter = 4690, Reason = "opening", At = Now }, Assert.Single(page.Lines));
    }

    [Fact]
    public void Account_ThatNothingHappenedTo_HasNoLines() => Assert.Equivalent(new LedgerPage([], null), LedgerPages.Below(new LedgerCursor(1, 0, Now), [], 20), strict: true);

    [Fact]
    public void Charge_IsShownWithAllThatIsKnownOfIt()
    {
        var task = Guid.NewGuid();
        var metadata = new Dictionary<string, string> { ["order"] = "7" };
        var line = new JournalLine
        {
            Line = 1,
            Kind = "charge",
            Tokens = -310,
            BalanceAfter = 4690,
            At = Now,
            TaskId = task,
            Shortfall = 10,
            Model = "model-1",
            Metadata = metadata,
            ResponseTimeMs = 1250,
            Usage = new TokenUsage(100, 210, 320) { Estimated = true },
        };

        Assert.Equal(
            new LedgerLine
            {
                Line = 1,
                Kind = "charge",
                Tokens = -310,
                BalanceAfter = 4690,
                At = Now,
                TaskId = task,
                Shortfall = 10,
                Model = "model-1",
                Metadata = metadata,
                ResponseTimeMs = 1250,
                PromptTokens = 100,
                CompletionTokens = 210,
                Estimated = true,
            },
            LedgerPages.Below(new LedgerCursor(2, 4690, Now), [line], 20).Lines.Single());
    }

    [Fact]
    public void Charge_OfWhichAnOlderSiloToldOnlyTheSum_ClaimsNoMore()
    {
        var line = new JournalLine { Line = 1, Kind = "charge", Tokens = -310, BalanceAfter = 4690, At = Now, TaskId = Guid.Empty, Usage = new TokenUsage(0, 0, 310) };

        var shown = LedgerPages.Below(new LedgerCursor(2, 4690, Now), [line], 20).Lines.Single();

        Assert.Equal((null, null, null, null), (shown.TaskId, shown.PromptTokens, shown.CompletionTokens, shown.Estimated));
    }

    private List<LedgerLine> ReadAll(int limit, Action between)
    {
        var (seen, place) = (new List<LedgerLine>(), Newest());
        while (true)
        {
            var page = LedgerPages.Below(place, _lines, limit);
            Assert.InRange(page.Lines.Count, 1, limit);
            seen.AddRange(page.Lines);
            if (page.Next is not { } next)
                return seen;
            place = next;
            between();
        }
    }

    private LedgerCursor Newest() => new(_lines[^1].Line + 1, _lines[^1].BalanceAfter, Now);

    /// <summary>A grant, then charges, each another amount.</summary>
    private void Write(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (number, balance) = _lines is [.., var last] ? (last.Line + 1, last.BalanceAfter) : (1, 0);
            var tokens = number == 1 ? 100_000 : -number * number;
            _lines.Add(new JournalLine { Line = number, Kind = "charge", Tokens = tokens, BalanceAfter = balance + tokens, At = Now.AddSeconds(number) });
        }
    }

    private void Drop(int oldest) => _lines.RemoveRange(0, oldest);
}
