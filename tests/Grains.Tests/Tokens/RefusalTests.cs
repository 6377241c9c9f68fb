using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>Whose live text is held back: two refusals for quality in a row, within the hour.</summary>
public sealed class RefusalTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TokenAccount _account = new() { Format = TokenAccount.NewestFormat, Seen = true, Granted = 100_000, Subscription = new Subscription(true, null) };
    private readonly TokenLedger _ledger;

    public RefusalTests() => _ledger = new TokenLedger(_account);

    [Fact]
    public void OneRefusal_HoldsNoTextBack()
    {
        _ledger.NoteRefusal(Now);

        Assert.False(_ledger.Reserve(Guid.NewGuid(), 700, Now).HoldsText);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void TwoRefusals_HoldTextBack_UntilTheFirstIsAnHourAgo(int minutes, bool holds)
    {
        _ledger.NoteRefusal(Now);
        _ledger.NoteRefusal(Now.AddMinutes(5));

        Assert.Equal(holds, _ledger.Reserve(Guid.NewGuid(), 700, Now.AddMinutes(minutes)).HoldsText);
    }

    [Fact]
    public void OnlyTheLastTwoCount()
    {
        foreach (var minutes in (int[])[0, 50, 100])
            _ledger.NoteRefusal(Now.AddMinutes(minutes));

        Assert.True(_ledger.HoldsText(Now.AddMinutes(105)));
        Assert.Equal(2, _account.Refused!.Count);
    }

    [Fact]
    public void APaidGeneration_ShowsTextAgain()
    {
        var reservation = Guid.NewGuid();
        _ledger.NoteRefusal(Now);
        _ledger.NoteRefusal(Now);
        var made = _ledger.Reserve(reservation, 700, Now);
        _ledger.Settle(new Settlement(reservation, made.Number, Guid.NewGuid(), new TokenUsage(1, 2, 3), "model"), Now);

        Assert.False(_ledger.Reserve(Guid.NewGuid(), 700, Now).HoldsText);
    }
}
