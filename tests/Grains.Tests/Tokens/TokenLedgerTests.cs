using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>Reserve, then settle or release: what each does to an account, once and repeated.</summary>
public sealed class TokenLedgerTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Guid _task = Guid.NewGuid();
    private readonly TokenAccount _account = new() { Seen = true, Granted = 1000, Subscription = new Subscription(true, null) };
    private readonly TokenLedger _ledger;

    public TokenLedgerTests() => _ledger = new TokenLedger(_account);

    [Fact]
    public void Reserve_SetsTokensAside()
    {
        var result = _ledger.Reserve(_task, 700, Now);

        Assert.Equal((true, 700, 300, 700), (result.IsReserved, result.Reserved, _ledger.Available, _ledger.Reserved));
    }

    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(1001, 1000)]
    [InlineData(5000, 1000)]
    [InlineData(long.MaxValue, 1000)]
    public void Reserve_OfMoreThanIsLeft_SetsWhatIsLeftAsideIfThatIsEnoughToStart(long tokens, long aside)
    {
        var result = _ledger.Reserve(_task, tokens, Now);

        Assert.Equal((true, aside, 1000 - aside), (result.IsReserved, result.Reserved, _ledger.Available));
    }

    [Fact]
    public void Reserve_OfMuchWithTooFewToStart_SaysWhatAStartNeeds()
    {
        _account.Granted = 250;

        Assert.Equal("You need at least 700 tokens for prompt enhancement. Available: 250", _ledger.Reserve(_task, 5000, Now).Refusal?.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MinValue)]
    public void Reserve_OfNothing_GivesNothingAway(long tokens)
    {
        _ledger.Reserve(_task, tokens, Now);

        Assert.Equal((1000, 0), (_ledger.Available, _ledger.Reserved));
    }

    [Fact]
    public void Reserve_Again_SetsNothingMoreAside()
    {
        _ledger.Reserve(_task, 700, Now);

        var again = _ledger.Reserve(_task, 700, Now);

        Assert.Equal((true, 700, 300), (again.IsReserved, again.Reserved, _ledger.Available));
    }

    [Fact]
    public void Reserve_OfMoreThanAvailable_IsRefusedAndLeavesNothing()
    {
        _ledger.Reserve(Guid.NewGuid(), 700, Now);

        var refused = _ledger.Reserve(_task, 700, Now);

        Assert.Equal(("insufficient_tokens", 300, 300, 700), (refused.Refusal?.Code, refused.Refusal?.TokensRemaining, _ledger.Available, _ledger.Reserved));
        Assert.DoesNotContain(_task, _account.Open.Keys);
    }

    [Fact]
    public void Reserve_OfASettledTask_AnswersWithWhatItPaid()
    {
        _ledger.Reserve(_task, 700, Now);
        _ledger.Settle(_task, 300, Now);

        var again = _ledger.Reserve(_task, 700, Now);

        Assert.Equal((true, 300, 700), (again.IsReserved, again.Reserved, _ledger.Available));
    }

    [Fact]
    public void Reserve_OfAReleasedTask_IsNoLongerWanted()
    {
        _ledger.Reserve(_task, 700, Now);
        _ledger.Release(_task);

        var again = _ledger.Reserve(_task, 700, Now);

        Assert.Equal((true, false, 1000), (again.IsClosed, again.IsReserved, _ledger.Available));
    }

    [Fact]
    public void Reserve_OfATaskReleasedBeforeItReserved_IsNoLongerWanted()
    {
        // A reservation that was under way when its task was cancelled arrives after the release.
        _ledger.Release(_task);

        var late = _ledger.Reserve(_task, 700, Now);

        Assert.Equal((true, 1000, 0), (late.IsClosed, _ledger.Available, _ledger.Reserved));
    }

    [Theory]
    [InlineData(300, 300, 700)]
    [InlineData(700, 700, 300)]
    [InlineData(0, 0, 1000)]
    [InlineData(-5, 0, 1000)]
    [InlineData(900, 900, 100)]
    [InlineData(1000, 1000, 0)]
    [InlineData(1001, 1000, 0)]
    [InlineData(long.MaxValue, 1000, 0)]
    public void Settle_ChargesWhatWasUsedAtMostWhatIsLeft(long used, long charged, long available)
    {
        _ledger.Reserve(_task, 700, Now);

        Assert.Equal(charged, _ledger.Settle(_task, used, Now));

        Assert.Equal((available, 0, charged), (_ledger.Available, _ledger.Reserved, _account.Charged));
    }

    [Fact]
    public void Settle_OfMoreThanReserved_LeavesWhatOthersReserved()
    {
        _account.Granted = 1500;
        _ledger.Reserve(Guid.NewGuid(), 700, Now);
        _ledger.Reserve(_task, 700, Now);

        Assert.Equal(800, _ledger.Settle(_task, 5000, Now));

        Assert.Equal((0, 700), (_ledger.Available, _ledger.Reserved));
    }

    [Fact]
    public void Settle_Again_ChargesNothingMore()
    {
        _ledger.Reserve(_task, 700, Now);
        _ledger.Settle(_task, 300, Now);

        Assert.Equal(300, _ledger.Settle(_task, 650, Now));

        Assert.Equal((700, 300), (_ledger.Available, _account.Charged));
    }

    [Fact]
    public void Settle_OfAClosedTask_AnswersWithWhatItPaid()
    {
        _ledger.Reserve(_task, 700, Now);
        _ledger.Settle(_task, 300, Now);
        _ledger.Close(_task);

        Assert.Equal(300, _ledger.Settle(_task, 650, Now));

        Assert.Equal((700, 300), (_ledger.Available, _account.Charged));
    }

    [Fact]
    public void Settle_OfAReleasedTask_ChargesNothing()
    {
        _ledger.Reserve(_task, 700, Now);
        _ledger.Release(_task);

        Assert.Equal(0, _ledger.Settle(_task, 300, Now));

        Assert.Equal((1000, 0), (_ledger.Available, _account.Charged));
    }

    [Fact]
    public void Settle_OfALostReservation_ChargesOnce()
    {
        _ledger.Settle(_task, 300, Now);

        Assert.Equal(300, _ledger.Settle(_task, 300, Now));

        Assert.Equal((700, 0), (_ledger.Available, _ledger.Reserved));
    }

    [Fact]
    public void Release_GivesTheReservationBackOnce()
    {
        _ledger.Reserve(_task, 700, Now);

        Assert.Equal((700, 0), (_ledger.Release(_task), _ledger.Release(_task)));

        Assert.Equal((1000, 0), (_ledger.Available, _ledger.Reserved));
    }

    [Fact]
    public void Release_OfASettledTask_GivesNothingBack()
    {
        _ledger.Reserve(_task, 700, Now);
        _ledger.Settle(_task, 300, Now);

        Assert.Equal(0, _ledger.Release(_task));

        Assert.Equal((700, 300), (_ledger.Available, _account.Charged));
    }

    [Fact]
    public void Close_OfAReservationNeverSettled_GivesItBack()
    {
        _ledger.Reserve(_task, 700, Now);

        _ledger.Close(_task);

        Assert.Equal((1000, 0), (_ledger.Available, _ledger.Reserved));
    }

    [Fact]
    public void Close_OfAnUnknownTask_ChangesNothing()
    {
        _ledger.Close(_task);

        Assert.Equal((1000, 0, 0), (_ledger.Available, _account.Open.Count, _account.Closed!.Count));
    }

    [Fact]
    public void Close_OfManyTasks_RemembersTheNewestOnly()
    {
        var tasks = Enumerable.Range(0, TokenLedger.ClosedCapacity + 3).Select(_ => Guid.NewGuid()).ToList();
        foreach (var task in tasks)
        {
            _ledger.Reserve(task, 700, Now);
            _ledger.Settle(task, 1, Now);
            _ledger.Close(task);
            _account.Granted++;
        }

        Assert.Equal(tasks[3..], _account.Closed!.Select(entry => entry.ReservationId));
        Assert.Empty(_account.Open);
    }

    [Fact]
    public void Settle_RepeatedAfterManyOthersClosed_StillChargesNothingMore()
    {
        // An entry stays open until its task is finished, however long that takes.
        _ledger.Settle(_task, 100, Now);
        for (var other = 0; other < 2 * TokenLedger.ClosedCapacity; other++)
        {
            var task = Guid.NewGuid();
            _ledger.Reserve(task, 700, Now);
            _ledger.Release(task);
        }

        Assert.Equal(100, _ledger.Settle(_task, 100, Now));

        Assert.Equal(900, _ledger.Available);
    }

    [Fact]
    public void Ledger_OfASavedAccount_KnowsWhatIsReserved()
    {
        _ledger.Reserve(_task, 700, Now);
        _ledger.Reserve(Guid.NewGuid(), 200, Now);

        var reloaded = new TokenLedger(_account);

        Assert.Equal((900, 100), (reloaded.Reserved, reloaded.Available));
    }
}
