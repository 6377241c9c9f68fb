using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>A charge that takes the balance to a fifth or a twentieth of the last grant, or below, is noted: once per grant.</summary>
public sealed class LowBalanceTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TokenAccount _account = new() { Format = 2, Closed = null, GrantReferences = null, Subscription = new Subscription(true, null) };
    private readonly TokenLedger _ledger;

    public LowBalanceTests() => _ledger = new TokenLedger(_account);

    [Theory]
    [InlineData(799)]
    [InlineData(800, 20)]
    [InlineData(801, 20)]
    [InlineData(949, 20)]
    [InlineData(950, 20, 5)]
    [InlineData(1000, 20, 5)]
    public void Charge_NotesEachPartThatItReaches(long used, params int[] percents)
    {
        _ledger.Grant(1000, "a", Now);

        Charge(used);

        Assert.Equal(percents.Select(percent => new LowBalance(percent, 1000, Now, 1000 - used, 1000 - used, Now)), _account.Low ?? []);
    }

    [Fact]
    public void FurtherCharges_NoteNothing_UntilTheNextPart()
    {
        _ledger.Grant(1000, "a", Now);

        foreach (var used in new[] { 700, 100, 100, 49, 1, 10, 40 })
            Charge(used);

        Assert.Equal([20, 5], _account.Low!.Select(low => low.Percent));
    }

    [Fact]
    public void NextGrant_IsAnotherOne()
    {
        _ledger.Grant(1000, "a", Now);
        Charge(900);
        _ledger.Grant(100, "b", Now.AddDays(1));

        Charge(170);
        Charge(10);

        Assert.Equal([(20, 1000), (20, 100)], _account.Low!.Select(low => (low.Percent, low.Grant)));
    }

    [Fact]
    public void GrantSentAgain_IsNoOtherOne()
    {
        _ledger.Grant(1000, "a", Now);
        Charge(850);

        _ledger.Grant(1000, "a", Now.AddDays(1));

        Assert.Equal((1000, Now), (_account.LastGrant, _account.LastGrantAt));
    }

    [Fact]
    public void BalanceThatAnAdministratorSets_IsAGrant()
    {
        _ledger.Grant(1000, "a", Now);
        _ledger.Change(new AccountChange { TokensRemaining = 200 }, Now.AddDays(1));

        Charge(150);
        Charge(10);

        Assert.Equal([(20, 200)], _account.Low!.Select(low => (low.Percent, low.Grant)));
    }

    [Fact]
    public void ChangeOfTheSubscriptionAlone_IsNone()
    {
        _ledger.Grant(1000, "a", Now);
        _ledger.Change(new AccountChange { Subscription = new Subscription(true, Now.AddDays(30)) }, Now.AddDays(1));

        Assert.Equal((1000, Now), (_account.LastGrant, _account.LastGrantAt));
    }

    [Fact]
    public void Trial_IsAGrant()
    {
        _ledger.OpenTrial(1000, 14, Now);

        Charge(800);

        Assert.Equal([20], _account.Low!.Select(low => low.Percent));
    }

    [Fact]
    public void WhatIsSetAside_IsNotCounted_ButTold()
    {
        _ledger.Grant(2000, "a", Now);
        _ledger.Reserve(Guid.NewGuid(), 380, Now);

        Charge(1599);
        Assert.Null(_account.Low);
        Charge(1);

        Assert.Equal([(400, 20)], _account.Low!.Select(low => (low.Balance, low.Remaining)));
    }

    [Fact]
    public void Settle_Repeated_NotesNothingAgain()
    {
        _ledger.Grant(1000, "a", Now);
        var id = Guid.NewGuid();
        _ledger.Reserve(id, 700, Now);

        _ledger.Settle(id, 850, Now);
        _ledger.Settle(id, 850, Now);

        Assert.Single(_account.Low!);
    }

    [Fact]
    public void AccountOfBefore_WithoutAGrant_NotesNothing()
    {
        (_account.Seen, _account.Granted) = (true, 1000);

        Charge(1000);

        Assert.Null(_account.Low);
    }

    [Fact]
    public void Told_IsDropped_AndOnlyThat()
    {
        _ledger.Grant(1000, "a", Now);
        Charge(800);
        var told = _account.Low!.ToArray();
        Charge(150);

        _ledger.Told(told);
        Assert.Equal([5], _account.Low!.Select(low => low.Percent));
        _ledger.Told([.. _account.Low!]);
        Assert.Null(_account.Low);
    }

    private void Charge(long used)
    {
        var id = Guid.NewGuid();
        _ledger.Reserve(id, used, Now);
        _ledger.Settle(id, used, Now);
        _ledger.Close(id);
    }
}
