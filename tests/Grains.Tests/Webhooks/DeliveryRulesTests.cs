using PromptGen.Webhooks;

namespace PromptGen.Grains.Tests.Webhooks;

/// <summary>What becomes of a delivery after each try.</summary>
public sealed class DeliveryRulesTests
{
    private const string Url = "https://example.com/hooks";

    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookEvent Happened = new(WebhookTypes.Completed, "subject", Now, "{}"u8.ToArray()) { TaskId = Guid.NewGuid() };
    private static readonly DeliveryRecord Pending = DeliveryRules.Begin(Happened, "msg_1", 7, Url, isClosed: false, Now);

    [Fact]
    public void Begin_IsDueAtOnce() => Assert.Equal((WebhookState.Pending, Now), (Pending.State, Pending.NextAttemptAt));

    [Fact]
    public void Begin_ForAClosedAddress_IsNeverTried()
    {
        var disabled = DeliveryRules.Begin(Happened, "msg_1", 7, Url, isClosed: true, Now);

        Assert.Equal((WebhookState.Disabled, null), (disabled.State, disabled.NextAttemptAt));
    }

    [Theory]
    [InlineData(200, WebhookState.Delivered)]
    [InlineData(204, WebhookState.Delivered)]
    [InlineData(301, WebhookState.Pending)]
    [InlineData(307, WebhookState.Pending)]
    [InlineData(400, WebhookState.Pending)]
    [InlineData(404, WebhookState.Pending)]
    [InlineData(410, WebhookState.Disabled)]
    [InlineData(429, WebhookState.Pending)]
    [InlineData(500, WebhookState.Pending)]
    [InlineData(null, WebhookState.Pending)]
    public void FirstTry_Decides(int? status, WebhookState state)
    {
        var next = Pending.After(Url, Try(status), Now, _ => TimeSpan.FromSeconds(5));

        Assert.Equal((state, state == WebhookState.Pending ? Now.AddSeconds(5) : null), (next.State, next.NextAttemptAt));
        Assert.Equal([Try(status)], next.Attempts);
    }

    [Fact]
    public void LastFailure_GivesUp()
    {
        var next = Pending;
        for (var tries = 1; tries <= 3; tries++)
            next = next.After(Url, Try(500), Now, failures => failures < 3 ? TimeSpan.FromSeconds(failures) : null);

        Assert.Equal((WebhookState.Failed, null, 3), (next.State, next.NextAttemptAt, next.Attempts.Count));
    }

    [Fact]
    public void FailureThatIsReportedLate_ChangesNoEnd()
    {
        var delivered = Pending.After(Url, Try(200), Now, _ => null);

        Assert.Equal(WebhookState.Delivered, delivered.After(Url, Try(500), Now, _ => TimeSpan.Zero).State);
    }

    [Fact]
    public void SuccessThatIsReportedLate_IsOne() =>
        Assert.Equal(WebhookState.Delivered, Pending.After(Url, Try(500), Now, _ => null).After(Url, Try(200), Now, _ => null).State);

    [Fact]
    public void Again_BeginsAnew()
    {
        var failed = Pending.After(Url, Try(500), Now, _ => null);

        var again = failed.Again(Now.AddDays(1));

        Assert.Equal((WebhookState.Pending, Now.AddDays(1), 0, true), (again.State, again.NextAttemptAt, again.Failures, again.IsByHand));
        Assert.Equal(failed.Attempts, again.Attempts);
    }

    [Fact]
    public void Attempts_AreKeptTheNewestTwenty()
    {
        var next = Pending;
        for (var tries = 1; tries <= 25; tries++)
            next = next.After(Url, new WebhookAttempt(Now.AddSeconds(tries), 500, WebhookErrors.UnexpectedStatus), Now, _ => TimeSpan.Zero);

        Assert.Equal((20, Now.AddSeconds(6), Now.AddSeconds(25)), (next.Attempts.Count, next.Attempts[0].At, next.Attempts[^1].At));
    }

    private static WebhookAttempt Try(int? status) => new(Now, status, status is { } number ? WebhookErrors.Of(number) : WebhookErrors.Timeout);
}
