using System.Text.Json;
using PromptGen.Grains.Tests.Storage;
using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>An account of format 2: what is closed is known by its number, and history stands in the journal.</summary>
public sealed class NumberedLedgerTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Stored = Golden.Options();

    private readonly TokenAccount _account = new()
    {
        Format = 2,
        Seen = true,
        Granted = 1_000_000,
        Closed = null,
        GrantReferences = null,
        Subscription = new Subscription(true, Now.AddDays(30)),
    };

    private readonly (Guid Life, Guid Task) _first = (Guid.NewGuid(), Guid.NewGuid());
    private readonly TokenLedger _ledger;

    public NumberedLedgerTests() => _ledger = new TokenLedger(_account);

    [Fact]
    public void Settle_OfTheFirstOfManyClosed_IsRefusedHoweverLate()
    {
        var number = Live(_first).Number;
        for (var i = 0; i < 2000; i++)
            Live((Guid.NewGuid(), Guid.NewGuid()));
        var before = _account.Charged;

        Assert.Equal(0, _ledger.Settle(Settlement(_first, number), Now));

        Assert.Equal(before, _account.Charged);
    }

    [Fact]
    public void Account_AfterAThousandGenerations_IsNoLargerThanAfterOne()
    {
        for (var i = 0; i < 1000; i++)
            Live((Guid.NewGuid(), Guid.NewGuid()));
        _ledger.Appended(_account.LastLine - 1);
        var closed = Size();
        _ledger.Reserve(Guid.NewGuid(), 700, Now, Guid.NewGuid());

        Assert.InRange(closed, 1, 512);
        Assert.InRange(Size() - closed, 1, 110);
    }

    [Fact]
    public void Account_ThatIsReadAgain_RemembersNoMoreThanBefore()
    {
        Live(_first);
        var read = JsonSerializer.Deserialize<TokenAccount>(JsonSerializer.Serialize(_account, Stored), Stored)!;
        var ledger = new TokenLedger(read);
        ledger.Reserve(Guid.NewGuid(), 700, Now, Guid.NewGuid());
        ledger.Close(read.Open.Keys.Single());
        ledger.Grant(500, "invoice-7", Now);

        Assert.Equal((true, true, true), (read.Closed is null, read.GrantReferences is null, read.GrantAmounts is null));
    }

    [Fact]
    public void Settle_OfAReservationThatTheAccountLost_IsPaidOnce()
    {
        var lost = Settlement(_first, number: 7);

        Assert.Equal((300, 300), (_ledger.Settle(lost, Now), _ledger.Settle(lost, Now)));

        Assert.Equal((300, 7), (_account.Charged, _account.LastReservation));
    }

    [Fact]
    public void Charge_StandsInALine_WithWhatWasNotCovered()
    {
        _account.Granted = 800;
        var number = _ledger.Reserve(_first.Life, 700, Now, _first.Task).Number;

        _ledger.Settle(Settlement(_first, number) with { Usage = new TokenUsage(100, 900, 1000) }, Now);

        var line = Assert.Single(_account.Outbox!);
        Assert.Equal((1, "charge", -800, 0, 200, _first.Task, "model-1"), (line.Line, line.Kind, line.Tokens, line.BalanceAfter, line.Shortfall, line.TaskId, line.Model));
    }

    [Fact]
    public void Left_NamesWhatHasStoodForLong_AndNothingElse()
    {
        _ledger.Reserve(_first.Life, 700, Now.AddMinutes(-11), _first.Task);
        _ledger.Reserve(Guid.NewGuid(), 700, Now, Guid.NewGuid());

        Assert.Equal([(_first.Life, _first.Task)], _ledger.Left(Now.AddMinutes(-10)));
    }

    [Fact]
    public void Upgrade_KeepsTheBalanceAndWhatIsOpen_AndOpensTheJournal()
    {
        var old = new TokenAccount { Seen = true, Granted = 5000, Charged = 310, Subscription = new Subscription(true, null) };
        var ledger = new TokenLedger(old);
        ledger.Reserve(_first.Life, 700, Now);
        ledger.Grant(500, "invoice-7", Now);

        ledger.Upgrade(Now);

        Assert.Equal((5500, 310, 700), (old.Granted, old.Charged, new TokenLedger(old).Reserved));
        Assert.Equal((1, "adjustment", 5190, 5190, "opening"), old.Outbox!.Select(line => (line.Line, line.Kind, line.Tokens, line.BalanceAfter, line.Reason)).Single());
        Assert.Equal((true, true, true), (old.Closed is null, old.GrantReferences is null, old.GrantAmounts is null));
        Assert.Equal(300, ledger.Settle(new Settlement(_first.Life, null, _first.Task, new TokenUsage(0, 300, 300), null), Now));
    }

    [Fact]
    public void OpenEntry_OfAnyFormat_IsReadBackAsItWas()
    {
        OpenEntry[] entries =
        [
            new(700, null, Now), new(0, 310, Now),
            new(700, null, Now) { Number = 12, TaskId = _first.Task }, new(0, 310, Now) { Number = 13, TaskId = _first.Task }, new(0, 0, Now) { Number = 14 },
        ];

        Assert.Equal(entries, entries.Select(entry => JsonSerializer.Deserialize<OpenEntry>(JsonSerializer.Serialize(entry, Stored), Stored)));
    }

    private long Size() => JsonSerializer.SerializeToUtf8Bytes(_account, Stored).Length;

    private ReserveResult Live((Guid Life, Guid Task) task)
    {
        var reserved = _ledger.Reserve(task.Life, 700, Now, task.Task);
        _ledger.Settle(Settlement(task, reserved.Number), Now);
        _ledger.Close(task.Life);
        return reserved;
    }

    private static Settlement Settlement((Guid Life, Guid Task) task, long? number) =>
        new(task.Life, number, task.Task, new TokenUsage(100, 200, 300), "model-1");
}
