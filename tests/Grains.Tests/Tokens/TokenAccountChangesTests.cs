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
        _ledger.Grant(500, "invoice-7");

        Assert.Equal(500, _ledger.Available);
    }

    [Fact]
    public void Grant_WithTheSameReference_AddsThemOnce()
    {
        _ledger.Grant(500, "invoice-7");
        _ledger.Grant(500, "invoice-7");

        Assert.Equal(500, _ledger.Available);
    }

    [Fact]
    public void Grant_WithAnotherReference_AddsMore()
    {
        _ledger.Grant(500, "invoice-7");
        _ledger.Grant(500, "Invoice-7");

        Assert.Equal(1000, _ledger.Available);
    }

    [Fact]
    public void Grant_OfMoreThanCanBeCounted_ThrowsInsteadOfWrappingRound()
    {
        _ledger.Grant(long.MaxValue, "a");

        Assert.Throws<OverflowException>(() => _ledger.Grant(1, "b"));

        Assert.Equal(long.MaxValue, _ledger.Available);
    }

    [Fact]
    public void Grant_ThatOverflows_IsNotRemembered()
    {
        _ledger.Grant(long.MaxValue, "a");
        Assert.Throws<OverflowException>(() => _ledger.Grant(1, "b"));

        Assert.DoesNotContain("b", _account.GrantReferences);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    [InlineData(100_000)]
    public void Change_OfTokens_SetsWhatCanBeSpentWhateverIsReserved(long tokens)
    {
        _ledger.Change(new AccountChange { TokensRemaining = 1000, Subscription = new Subscription(true, null) });
        _ledger.Reserve(Guid.NewGuid(), 700, Now);

        _ledger.Change(new AccountChange { TokensRemaining = tokens });

        Assert.Equal((tokens, 700), (_ledger.Available, _ledger.Reserved));
    }

    [Fact]
    public void Change_OfTokens_LeavesTheSubscription()
    {
        var subscription = new Subscription(true, Now);
        _ledger.Change(new AccountChange { Subscription = subscription });

        _ledger.Change(new AccountChange { TokensRemaining = 5 });

        Assert.Equal(subscription, _account.Subscription);
    }

    [Fact]
    public void Change_OfTheSubscription_LeavesTheTokens()
    {
        _ledger.Change(new AccountChange { TokensRemaining = 5 });

        _ledger.Change(new AccountChange { Subscription = new Subscription(false, null) });

        Assert.Equal((5, false), (_ledger.Available, _account.Subscription?.IsActive));
    }

    [Fact]
    public void Change_ThatRemovesTheSubscription_LeavesNone()
    {
        _ledger.Change(new AccountChange { Subscription = new Subscription(true, null) });

        _ledger.Change(new AccountChange { RemoveSubscription = true });

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
        _ledger.Change(new AccountChange { TokensRemaining = 5 });

        Assert.False(_ledger.OpenTrial(10_000, 14, Now));
    }

    [Fact]
    public void OpenTrial_ForAUserWithAGrant_GivesNothing()
    {
        _ledger.Grant(5, "invoice-7");

        Assert.False(_ledger.OpenTrial(10_000, 14, Now));
    }
}
