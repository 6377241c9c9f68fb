using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>What administrators and the trial do to an account.</summary>
public sealed class TokenAccountChangesTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TokenAccount _account = new();
    private readonly TokenLedger _ledger;

    public TokenAccountChangesTests() => _ledger = new TokenLedger(_account);

    [Fact]
    public void Grant_AddsTokens()
    {
        _ledger.Grant(500, "invoice-7", Now);

        Assert.Equal(500, _ledger.Available);
    }

    [Fact]
    public void Grant_WithTheSameReference_AddsThemOnce()
    {
        _ledger.Grant(500, "invoice-7", Now);
        _ledger.Grant(500, "invoice-7", Now);

        Assert.Equal(500, _ledger.Available);
    }

    [Fact]
    public void Grant_WithTheSameReferenceForOtherTokens_IsRefusedAndAddsNothing()
    {
        _ledger.Grant(500, "invoice-7", Now);

        Assert.Equal(AccountOutcome.ReferenceReused, _ledger.Grant(600, "invoice-7", Now));

        Assert.Equal(500, _ledger.Available);
    }

    [Fact]
    public void Grant_WithAReferenceFromBeforeAmountsWereKept_IsARepetition()
    {
        _account.GrantReferences!.Add("invoice-7");

        Assert.Equal(AccountOutcome.Done, _ledger.Grant(600, "invoice-7", Now));

        Assert.Equal(0, _ledger.Available);
    }

    [Fact]
    public void Change_SentAgain_UndoesNoChargeMadeInBetween()
    {
        var (change, task) = (new AccountChange { TokensRemaining = 1000, Subscription = new Subscription(true, null), Id = Guid.NewGuid() }, Guid.NewGuid());
        _ledger.Change(change, Now);
        _ledger.Reserve(task, 700, Now);
        _ledger.Settle(task, 300, Now);

        var (outcome, after) = _ledger.Change(change, Now);

        Assert.Equal((AccountOutcome.Replayed, 1000, 700), (outcome, after?.TokensRemaining, _ledger.Available));
    }

    [Fact]
    public void Change_WithANameUsedForAnother_ChangesNothing()
    {
        var change = new AccountChange { TokensRemaining = 1000, Id = Guid.NewGuid(), Fingerprint = "f1" };
        _ledger.Change(change, Now);

        Assert.Equal((AccountOutcome.KeyReused, null), _ledger.Change(change with { TokensRemaining = 5, Fingerprint = "f2" }, Now));

        Assert.Equal(1000, _ledger.Available);
    }

    [Fact]
    public void Changes_OfMany_RemembersTheNewestOnly()
    {
        var ids = Enumerable.Range(0, TokenLedger.ChangesCapacity + 3).Select(_ => Guid.NewGuid()).ToList();
        foreach (var id in ids)
            _ledger.Change(new AccountChange { TokensRemaining = 5, Id = id }, Now);

        Assert.Equal(ids[3..], _account.Changes!.Select(entry => entry.Id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Change_OfTheActivityAlone_KeepsTheEnd(bool isActive)
    {
        _ledger.Change(new AccountChange { Subscription = new Subscription(!isActive, Now) }, Now);

        _ledger.Change(new AccountChange { SubscriptionChange = new SubscriptionChange(isActive, false, null) }, Now);

        Assert.Equal(new Subscription(isActive, Now), _account.Subscription);
    }

    [Fact]
    public void Change_OfTheEndAlone_KeepsTheActivity()
    {
        _ledger.Change(new AccountChange { Subscription = new Subscription(false, null) }, Now);

        _ledger.Change(new AccountChange { SubscriptionChange = new SubscriptionChange(null, true, Now) }, Now);

        Assert.Equal(new Subscription(false, Now), _account.Subscription);
    }

    [Fact]
    public void Change_OfTheEndToNever_EndsNever()
    {
        _ledger.Change(new AccountChange { Subscription = new Subscription(true, Now) }, Now);

        _ledger.Change(new AccountChange { SubscriptionChange = new SubscriptionChange(null, true, null) }, Now);

        Assert.Equal(new Subscription(true, null), _account.Subscription);
    }

    [Fact]
    public void Change_OfTheEndWithoutASubscription_ChangesNothing()
    {
        var outcome = _ledger.Change(new AccountChange { TokensRemaining = 5, SubscriptionChange = new SubscriptionChange(null, true, Now), Id = Guid.NewGuid() }, Now);

        Assert.Equal((AccountOutcome.NoSubscription, null), outcome);
        Assert.Equal((0, false, null, null), (_ledger.Available, _account.Seen, _account.Subscription, _account.Changes));
    }

    [Fact]
    public void Change_OfTheActivityWithoutASubscription_BeginsOneWithoutEnd()
    {
        _ledger.Change(new AccountChange { SubscriptionChange = new SubscriptionChange(true, false, null) }, Now);

        Assert.Equal(new Subscription(true, null), _account.Subscription);
    }

    [Fact]
    public void Grant_WithAnotherReference_AddsMore()
    {
        _ledger.Grant(500, "invoice-7", Now);
        _ledger.Grant(500, "Invoice-7", Now);

        Assert.Equal(1000, _ledger.Available);
    }

    [Fact]
    public void Grant_OfMoreThanCanBeCounted_ThrowsInsteadOfWrappingRound()
    {
        _ledger.Grant(long.MaxValue, "a", Now);

        Assert.Throws<OverflowException>(() => _ledger.Grant(1, "b", Now));

        Assert.Equal(long.MaxValue, _ledger.Available);
    }

    [Fact]
    public void Grant_ThatOverflows_IsNotRemembered()
    {
        _ledger.Grant(long.MaxValue, "a", Now);
        Assert.Throws<OverflowException>(() => _ledger.Grant(1, "b", Now));

        Assert.DoesNotContain("b", _account.GrantReferences!);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    [InlineData(100_000)]
    public void Change_OfTokens_SetsWhatCanBeSpentWhateverIsReserved(long tokens)
    {
        _ledger.Change(new AccountChange { TokensRemaining = 1000, Subscription = new Subscription(true, null) }, Now);
        _ledger.Reserve(Guid.NewGuid(), 700, Now);

        _ledger.Change(new AccountChange { TokensRemaining = tokens }, Now);

        Assert.Equal((tokens, 700), (_ledger.Available, _ledger.Reserved));
    }

    [Fact]
    public void Change_OfTokens_LeavesTheSubscription()
    {
        var subscription = new Subscription(true, Now);
        _ledger.Change(new AccountChange { Subscription = subscription }, Now);

        _ledger.Change(new AccountChange { TokensRemaining = 5 }, Now);

        Assert.Equal(subscription, _account.Subscription);
    }

    [Fact]
    public void Change_OfTheSubscription_LeavesTheTokens()
    {
        _ledger.Change(new AccountChange { TokensRemaining = 5 }, Now);

        _ledger.Change(new AccountChange { Subscription = new Subscription(false, null) }, Now);

        Assert.Equal((5, false), (_ledger.Available, _account.Subscription?.IsActive));
    }

    [Fact]
    public void Change_ThatRemovesTheSubscription_LeavesNone()
    {
        _ledger.Change(new AccountChange { Subscription = new Subscription(true, null) }, Now);

        _ledger.Change(new AccountChange { RemoveSubscription = true }, Now);

        Assert.Null(_account.Subscription);
    }

    [Fact]
    public void OpenTrial_ForAUserNeverSeen_GivesTokensAndDays()
    {
        Assert.True(_ledger.OpenTrial(10_000, 14, Now));

        Assert.Equal((10_000, new Subscription(true, Now.AddDays(14))), (_ledger.Available, _account.Subscription));
    }

    [Fact]
    public void OpenTrial_Again_GivesNothing()
    {
        _ledger.OpenTrial(10_000, 14, Now);

        Assert.False(_ledger.OpenTrial(10_000, 14, Now.AddDays(15)));

        Assert.Equal((10_000, Now.AddDays(14)), (_ledger.Available, _account.Subscription?.EndDate));
    }

    [Theory]
    [InlineData(0, 14)]
    [InlineData(10_000, 0)]
    public void OpenTrial_WithoutTokensOrDays_GivesNothingAndCountsAsUnseen(long tokens, int days)
    {
        Assert.False(_ledger.OpenTrial(tokens, days, Now));

        Assert.Equal((0, false), (_ledger.Available, _account.Seen));
    }

    [Fact]
    public void OpenTrial_ForAUserAnAdministratorSetUp_GivesNothing()
    {
        _ledger.Change(new AccountChange { TokensRemaining = 5 }, Now);

        Assert.False(_ledger.OpenTrial(10_000, 14, Now));
    }

    [Fact]
    public void OpenTrial_ForAUserWithAGrant_GivesNothing()
    {
        _ledger.Grant(5, "invoice-7", Now);

        Assert.False(_ledger.OpenTrial(10_000, 14, Now));
    }
}
