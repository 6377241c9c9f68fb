using System.Net;
using PromptGen.ClusterTests.Faults;
using PromptGen.ClusterTests.Loads;

namespace PromptGen.ClusterTests.Audits;

/// <summary>The auditor finds what it is there to find. The load is one order whose model refused it, so that the fallback answered.</summary>
public sealed class AuditorTests
{
    private const string User = "alice";

    private static readonly Account Untouched = new(LoadShape.Tokens, Reserved: 0);

    private readonly Order _order = new(User, Kind.Refused, milliseconds: 1, "noise");
    private readonly FaultLog _faults = new();

    public AuditorTests()
    {
        _order.Accept(Guid.NewGuid(), isReplay: true);
        See("queued", 0);
        See("processing", 70);
    }

    [Fact]
    public void LoadAsPromised_IsClean()
    {
        SeeEnd();

        Assert.Empty(Violations());
    }

    [Fact]
    public void OrderWithoutAnEnd_IsFound() => Assert.Contains("never ended", Assert.Single(Violations()), StringComparison.Ordinal);

    [Fact]
    public void EndThatChanges_IsFound()
    {
        SeeEnd(text: "one");
        SeeEnd(text: "another");

        Assert.Contains("its end changed", Assert.Single(Violations()), StringComparison.Ordinal);
    }

    [Fact]
    public void PercentThatFalls_IsFound()
    {
        See("processing", 30);
        SeeEnd();

        Assert.Contains("its percent fell 1 times", Assert.Single(Violations()), StringComparison.Ordinal);
    }

    [Fact]
    public void PercentThatFalls_WhenASiloDied_IsAllowed()
    {
        using var fault = _faults.Begin("kill", interrupts: true);
        See("queued", 0);
        SeeEnd();

        Assert.Empty(Violations());
    }

    [Fact]
    public void PercentThatFalls_AfterTheResultWasSaved_IsFoundEvenThen()
    {
        using var fault = _faults.Begin("kill", interrupts: true);
        See("processing", 90);
        See("queued", 0);
        SeeEnd();

        Assert.Contains("after its result was saved", Assert.Single(Violations()), StringComparison.Ordinal);
    }

    [Fact]
    public void ChargedFallback_IsFound()
    {
        SeeEnd(charged: 700);

        Assert.Contains("a fallback was charged 700", Assert.Single(Violations(Untouched with { Remaining = Untouched.Remaining - 700 })), StringComparison.Ordinal);
    }

    [Fact]
    public void AccountThatPaidForNothing_IsFound()
    {
        SeeEnd();

        Assert.Contains("the account of alice", Assert.Single(Violations(Untouched with { Remaining = 1 })), StringComparison.Ordinal);
    }

    [Fact]
    public void TokensThatStayReserved_AreFound()
    {
        SeeEnd();

        Assert.Contains("the account of alice", Assert.Single(Violations(Untouched with { Reserved = 700 })), StringComparison.Ordinal);
    }

    [Fact]
    public void KeyWithTwoTasks_IsFound()
    {
        SeeEnd();
        _order.Accept(Guid.NewGuid(), isReplay: true);

        Assert.Contains("its starts got 2 tasks", Assert.Single(Violations()), StringComparison.Ordinal);
    }

    [Fact]
    public void KeyThatWasForgotten_IsFound()
    {
        SeeEnd();
        _order.Accept(_order.Ids.First(), isReplay: false);

        Assert.Contains("was taken for a new one", Assert.Single(Violations()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, 1, true)]
    [InlineData(503, 1, false)]
    [InlineData(503, 12, true)]
    [InlineData(202, 12, false)]
    public void ImproperRefusal_IsFound(int status, int seconds, bool retryAfter)
    {
        SeeEnd();
        var refusal = new Refusal(TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(seconds), TimeSpan.Zero, "start", "gateway", (HttpStatusCode)status, retryAfter);

        Assert.Contains("improper refusal", Assert.Single(Violations(refusals: refusal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.2, true)]
    [InlineData(15, true)]
    [InlineData(17, false)]
    public void RefusedLongPoll_IsProper_AsLongAsItIsNoLaterThanItWasAskedToBe(double seconds, bool isProper)
    {
        SeeEnd();
        var took = TimeSpan.FromSeconds(seconds);
        var refusal = new Refusal(TimeProvider.System.GetUtcNow(), took, Wait: TimeSpan.FromSeconds(5), "poll", "gateway", HttpStatusCode.ServiceUnavailable, RetryAfter: true);

        Assert.Equal(isProper, Violations(refusals: refusal).Count == 0);
    }

    [Fact]
    public void Fallback_WhileTheModelWasOut_IsAllowed()
    {
        using var outage = _faults.BeginOutage();
        var order = new Order(User, Kind.Written, milliseconds: 1, "noise");
        order.Accept(Guid.NewGuid(), isReplay: true);
        order.See(_order.Last!);
        order.See(Fallback("A prompt.", charged: 0));
        Evidence EvidenceOf(FaultLog faults) => new([order], [], [], new Dictionary<string, Account> { [User] = Untouched }, faults);
        var withoutReason = new Auditor(EvidenceOf(new FaultLog())).Violations();

        Assert.Contains("it fell back without a reason", Assert.Single(withoutReason), StringComparison.Ordinal);
        Assert.Empty(new Auditor(EvidenceOf(_faults)).Violations());
    }

    private void SeeEnd(string text = "A prompt.", long charged = 0) => _order.See(Fallback(text, charged));

    private static Generation Fallback(string text, long charged) => new(HttpStatusCode.OK,
        $$"""
        {"status":"completed","progress":100,"origin":"fallback","prompt":"{{text}}",
        "charge":{"state":"{{(charged > 0 ? "charged" : "released")}}","tokens":{{charged}} } }
        """);

    private void See(string status, int progress) =>
        _order.See(new Generation(HttpStatusCode.OK, $$"""{"status":"{{status}}","progress":{{progress}} }"""));

    private IReadOnlyList<string> Violations(Account? account = null, params Refusal[] refusals) =>
        new Auditor(new Evidence([_order], refusals, [], new Dictionary<string, Account> { [User] = account ?? Untouched }, _faults)).Violations();
}
