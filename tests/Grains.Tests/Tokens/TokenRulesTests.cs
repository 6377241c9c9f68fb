using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>The five refusals, their words and their order.</summary>
public sealed class TokenRulesTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Subscription Active = new(IsActive: true, Now.AddDays(30));
    private static readonly Subscription Deactivated = new(IsActive: false, Now.AddDays(30));
    private static readonly Subscription Expired = new(IsActive: true, Now.AddDays(-1));

    [Fact]
    public void Refuse_WithoutASubscription_SaysSo() => AssertRefused(
        null, 5000, "no_subscription", "Subscription is not active", "Please renew your subscription to use AI prompt enhancement", remaining: 5000, days: 0);

    [Fact]
    public void Refuse_WithADeactivatedSubscription_SaysSo() => AssertRefused(
        Deactivated, 5000, "subscription_deactivated", "Subscription is not active", "Please renew your subscription to use AI prompt enhancement", remaining: 5000, days: 30);

    [Fact]
    public void Refuse_WithAnExpiredSubscription_SaysSo() => AssertRefused(
        Expired, 5000, "subscription_expired", "Subscription is not active", "Please renew your subscription to use AI prompt enhancement", remaining: 5000, days: 0);

    [Fact]
    public void Refuse_WithoutTokens_SaysSo() => AssertRefused(
        Active, 0, "no_tokens_remaining", "Insufficient tokens", "No tokens remaining in subscription", remaining: 0, days: 30);

    [Fact]
    public void Refuse_WithTooFewTokens_SaysHowMany() => AssertRefused(
        Active, 250, "insufficient_tokens", "Insufficient tokens", "You need at least 700 tokens for prompt enhancement. Available: 250", remaining: 250, days: 30);

    [Theory]
    [InlineData(0, 700)]
    [InlineData(700, 700)]
    [InlineData(701, 701)]
    [InlineData(5200, 5200)]
    public void Reservation_FollowsTheInstructionAboveWhatAStartNeeds(long instruction, long reservation) =>
        Assert.Equal(reservation, TokenRules.Reservation(instruction));

    [Theory]
    [InlineData(700)]
    [InlineData(701)]
    [InlineData(long.MaxValue)]
    public void Refuse_WithEnoughTokens_LetsPass(long available) => Assert.Null(Refuse(Active, available));

    [Fact]
    public void Refuse_WithOneTokenTooFew_IsInsufficient() => Assert.Equal("insufficient_tokens", Refuse(Active, 699)?.Code);

    [Fact]
    public void Refuse_WithASubscriptionWithoutEnd_LetsPass() => Assert.Null(Refuse(new Subscription(true, null), 700));

    [Theory]
    [InlineData(0, "subscription_expired")]
    [InlineData(-1, "subscription_expired")]
    [InlineData(1, null)]
    public void Refuse_AtTheEndOfTheSubscription_IsExpiredFromThatMomentOn(int ticksLeft, string? code) =>
        Assert.Equal(code, Refuse(new Subscription(true, Now.AddTicks(ticksLeft)), 700)?.Code);

    [Fact]
    public void Refuse_WithoutSubscriptionAndTokens_NamesTheSubscription() => Assert.Equal("no_subscription", Refuse(null, 0)?.Code);

    [Fact]
    public void Refuse_DeactivatedAndExpired_NamesTheDeactivation() =>
        Assert.Equal("subscription_deactivated", Refuse(Expired with { IsActive = false }, 0)?.Code);

    [Fact]
    public void Refuse_ExpiredWithoutTokens_NamesTheExpiry() => Assert.Equal("subscription_expired", Refuse(Expired, 0)?.Code);

    [Fact]
    public void Refuse_WhileAllTokensAreReserved_IsInsufficientBecauseTheyMayComeBack()
    {
        var refusal = TokenRules.Refuse(Active, available: 0, reserved: 700, needed: 700, Now);

        Assert.Equal(("insufficient_tokens", "You need at least 700 tokens for prompt enhancement. Available: 0"), (refusal?.Code, refusal?.Error));
    }

    [Fact]
    public void Refuse_BelowZero_ShowsZero()
    {
        var refusal = TokenRules.Refuse(Active, available: -40, reserved: 700, needed: 700, Now);

        Assert.Equal(("You need at least 700 tokens for prompt enhancement. Available: 0", 0), (refusal?.Error, refusal?.TokensRemaining));
    }

    [Fact]
    public void Refuse_WithASubscriptionWithoutEnd_HasNoDaysToName() => Assert.Null(Refuse(new Subscription(true, null), 0)?.DaysRemaining);

    [Theory]
    [InlineData("14.00:00:00", 14)]
    [InlineData("13.00:00:00.001", 14)]
    [InlineData("1.00:00:00", 1)]
    [InlineData("00:00:01", 1)]
    [InlineData("00:00:00", 0)]
    [InlineData("-00:00:01", 0)]
    [InlineData("-400.00:00:00", 0)]
    public void DaysRemaining_CountsADayBegunAsOne(string left, int days) =>
        Assert.Equal(days, new Subscription(true, Now + TimeSpan.Parse(left, System.Globalization.CultureInfo.InvariantCulture)).DaysRemaining(Now));

    [Fact]
    public void DaysRemaining_WithoutEnd_IsUnknown() => Assert.Null(new Subscription(true, null).DaysRemaining(Now));

    [Fact]
    public void DaysRemaining_UntilTheEndOfTime_IsANumber() => Assert.InRange(new Subscription(true, DateTimeOffset.MaxValue).DaysRemaining(Now)!.Value, 1, int.MaxValue);

    private static PromptTaskError? Refuse(Subscription? subscription, long available) =>
        TokenRules.Refuse(subscription, available, reserved: 0, TokenRules.ReservePerGeneration, Now);

    private static void AssertRefused(Subscription? subscription, long available, string code, string message, string error, long remaining, int? days)
    {
        var refusal = Refuse(subscription, available);

        Assert.Equal(new PromptTaskError(code, error) { TokensRemaining = remaining, DaysRemaining = days }, refusal);
        Assert.Equal(message, TokenRules.Message(refusal?.Code));
    }
}
