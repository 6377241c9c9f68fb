using System.Text.Json;
using CsCheck;
using PromptGen.Grains.Tests.Storage;
using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>
/// An account of format 2, from its beginning or taken over from format 1 at any point of its history, over random calls with crashes at any point between its
/// writes and those of its journal: it does what the model does, its lines add up, nothing closed is charged again, and its size follows what is open.
/// </summary>
public sealed class NumberedLedgerProperties
{
    private const int Tasks = 6, Largest = 1500;
    private static readonly JsonSerializerOptions Stored = Golden.Options();
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(LedgerStep Step, bool Appends)> Steps =
        Gen.Select(Gen.Enum<LedgerCall>(), Gen.Int[0, Tasks - 1], Gen.Int[1, Largest], Gen.Bool).Select((call, task, tokens, appends) => (new LedgerStep(call, task, tokens), appends));

    [Fact]
    public void Account_OverRandomCallsAndCrashes_AgreesWithTheModel_AndItsLinesAddUp() =>
        Steps.Array[100, 300].Sample(steps => new History(2).Run(steps, upgradeAt: -1), iter: 300, print: Print);

    [Fact]
    public void Account_TakenOverAtAnyPoint_AgreesWithTheModel_AndItsLinesAddUp() =>
        Gen.Select(Steps.Array[100, 300], Gen.Int[0, 99]).Sample((steps, at) => new History(0).Run(steps, at), iter: 300, print: history => $"{history.Item2}: {Print(history.Item1)}");

    private static string Print((LedgerStep Step, bool Appends)[] steps) => string.Join("\n", steps.Select(step => $"{step}"));

    private sealed class History(int format)
    {
        private readonly Guid[] _tasks = [.. Enumerable.Range(0, Tasks).Select(_ => Guid.NewGuid())];
        private readonly Guid[] _lives = [.. Enumerable.Range(0, Tasks).Select(_ => Guid.NewGuid())];
        private readonly long?[] _numbers = new long?[Tasks];
        private readonly LedgerModel _model = new(hasNumbers: format == 2);
        private readonly SortedDictionary<long, string> _journal = [];
        private readonly Dictionary<string, long> _grants = [];
        private int _steps;
        private TokenAccount _account = format == 2
            ? new() { Format = 2, Closed = null, GrantReferences = null, Subscription = new Subscription(true, null) }
            : new() { Subscription = new Subscription(true, null) };

        public void Run((LedgerStep Step, bool Appends)[] steps, int upgradeAt)
        {
            foreach (var (step, appends) in steps)
            {
                if (_steps == upgradeAt)
                    Upgrade();
                var ledger = new TokenLedger(_account);
                if (step.Call is LedgerCall.Reload)
                    _account = JsonSerializer.Deserialize<TokenAccount>(JsonSerializer.Serialize(_account, Stored), Stored)!;
                else
                    Do(step, ledger);
                if (appends)
                    Append(ledger, drops: step.Tokens % 2 == 0);
                CheckBalance(new TokenLedger(_account));
                if (++_steps % 20 == 0)
                    CheckLines();
            }
            CheckLines();
        }

        private void Upgrade()
        {
            foreach (var (reference, tokens) in _account.GrantAmounts ?? [])
                _grants.Add(reference, tokens);
            new TokenLedger(_account).Upgrade(Now);
            _model.Upgrade();
        }

        private void Do(LedgerStep step, TokenLedger ledger)
        {
            var (slot, amount) = (step.Task, (long)step.Tokens);
            switch (step.Call)
            {
                case LedgerCall.Reserve:
                    var result = ledger.Reserve(_lives[slot], amount, Now, _tasks[slot]);
                    Assert.Equal(_model.Reserve(slot, amount), LedgerModel.Answer(result));
                    _numbers[slot] = result.Number ?? _numbers[slot];
                    break;
                case LedgerCall.Settle:
                    // A task that was never told its number has made no reservation.
                    var settlement = new Settlement(_lives[slot], _numbers[slot], _tasks[slot], new TokenUsage(0, amount, amount), "model-1");
                    Assert.Equal(_model.Settle(slot, amount), ledger.Settle(settlement, Now));
                    break;
                case LedgerCall.Release:
                    Assert.Equal(_model.Release(slot), ledger.Release(_lives[slot]));
                    break;
                case LedgerCall.Close:
                    _model.Close(slot);
                    ledger.Close(_lives[slot]);
                    break;
                case LedgerCall.Grant:
                    var (tokens, reference) = (amount / 500 * 500, $"invoice-{slot}");
                    var before = _grants.TryGetValue(reference, out var known) ? (true, known) : default((bool, long?));
                    Assert.Equal(_model.Grant(tokens, slot), ledger.Grant(tokens, reference, Now, before));
                    break;
                case LedgerCall.Change:
                    Assert.Equal(_model.Change(amount, null, 0), ledger.Change(new AccountChange { TokensRemaining = amount }, Now).Outcome);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(step));
            }
        }

        /// <summary>The journal gets the lines; that they are dropped from the account may be lost in a crash.</summary>
        private void Append(TokenLedger ledger, bool drops)
        {
            foreach (var line in _account.Outbox ?? [])
            {
                var text = JsonSerializer.Serialize(line);
                Assert.True(_journal.TryAdd(line.Line, text) || _journal[line.Line] == text, "A line changed.");
                if (line.Reference is not null)
                    _grants.TryAdd(line.Reference, line.Tokens);
            }
            if (drops)
                ledger.Appended(_account.LastLine);
        }

        private void CheckBalance(TokenLedger ledger)
        {
            Assert.Equal((_model.Granted, _model.Charged, _model.Reserved), (_account.Granted, _account.Charged, ledger.Reserved));
            Assert.True(ledger.Available >= 0, $"{ledger.Available} tokens are available.");
            Assert.True(_account.Open.Count <= Tasks, "Something closed is still open.");
            Assert.True(_account is { Format: 0 } or { Closed: null, GrantReferences: null, GrantAmounts: null }, "What is over is still remembered.");
        }

        private void CheckLines()
        {
            if (_account.Format < 2)
                return;
            var lines = _journal.Values.Select(text => JsonSerializer.Deserialize<JournalLine>(text)!).Concat(_account.Outbox ?? []).DistinctBy(line => line.Line).OrderBy(line => line.Line).ToList();
            Assert.Equal(Enumerable.Range(1, (int)_account.LastLine).Select(number => (long)number), lines.Select(line => line.Line));
            Assert.Equal(_account.Granted - _account.Charged, lines.Sum(line => line.Tokens));
            Assert.Equal(_account.Granted - _account.Charged, lines.Count == 0 ? 0 : lines[^1].BalanceAfter);
        }
    }
}
