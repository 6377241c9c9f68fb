using System.Text.Json;
using CsCheck;
using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Tokens;

/// <summary>Whatever happens in whatever order, the ledger does what the model does, and its books balance.</summary>
public sealed class TokenLedgerProperties
{
    private const int Tasks = 6;
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    // Amounts around the least reservation, so that refusals and overdraughts are common; the largest stands for all that is absurd.
    private const int Largest = 1500;
    private static readonly Gen<LedgerStep> Steps = Gen.Select(Gen.Enum<LedgerCall>(), Gen.Int[0, Tasks - 1], Gen.Int[1, Largest])
        .Select((call, task, tokens) => new LedgerStep(call, task, tokens));

    [Fact]
    public void Ledger_OverRandomCalls_AgreesWithTheModelAndBalances() =>
        Steps.Array[100, 300].Sample(Check, iter: 1000, print: steps => string.Join("\n", steps.Select(step => $"{step}")));

    private static void Check(LedgerStep[] steps)
    {
        var tasks = Enumerable.Range(0, Tasks).Select(_ => Guid.NewGuid()).ToArray();
        var account = new TokenAccount { Subscription = new Subscription(true, null) };
        var (ledger, model) = (new TokenLedger(account), new LedgerModel(hasNumbers: false));
        var paid = new long?[Tasks];
        foreach (var step in steps)
        {
            if (step.Call == LedgerCall.Reload)
                ledger = new TokenLedger(account = JsonSerializer.Deserialize<TokenAccount>(JsonSerializer.Serialize(account))!);
            else
                Do(step, tasks[step.Task], ledger, model);

            Assert.Equal((model.Granted, model.Charged, model.Reserved), (account.Granted, account.Charged, ledger.Reserved));
            Assert.Equal(account.Granted - account.Charged - ledger.Reserved, ledger.Available);
            Assert.True(ledger.Available >= 0, $"{ledger.Available} tokens are available.");
            for (var task = 0; task < Tasks; task++)
            {
                Assert.True(paid[task] is null || paid[task] == model.Paid(task), "A task paid twice.");
                paid[task] = model.Paid(task);
            }
        }
    }

    private static void Do(LedgerStep step, Guid task, TokenLedger ledger, LedgerModel model)
    {
        var amount = step.Tokens == Largest ? long.MaxValue : step.Tokens;
        switch (step.Call)
        {
            case LedgerCall.Reserve:
                Assert.Equal(model.Reserve(step.Task, amount), LedgerModel.Answer(ledger.Reserve(task, amount, Now)));
                break;
            case LedgerCall.Settle:
                Assert.Equal(model.Settle(step.Task, amount), ledger.Settle(task, amount, Now));
                break;
            case LedgerCall.Release:
                Assert.Equal(model.Release(step.Task), ledger.Release(task));
                break;
            case LedgerCall.Close:
                model.Close(step.Task);
                ledger.Close(task);
                break;
            case LedgerCall.Grant:
                // Few amounts, so that some are the reference's own.
                var tokens = step.Tokens / 500 * 500;
                Assert.Equal(model.Grant(tokens, step.Task), ledger.Grant(tokens, $"invoice-{step.Task}", Now));
                break;
            case LedgerCall.Change:
                var (name, fingerprint) = (step.Tokens % 2 == 0 ? step.Task : default(int?), step.Tokens % 3);
                var change = new AccountChange { TokensRemaining = step.Tokens, Id = name is null ? null : task, Fingerprint = $"{fingerprint}" };
                Assert.Equal(model.Change(step.Tokens, name, fingerprint), ledger.Change(change, Now).Outcome);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }
}
