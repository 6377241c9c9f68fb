using PromptGen.Testing;
using PromptGen.Tokens;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Tokens set aside for a task that does not need them: a silo that was frozen may reserve when it wakes, after others have ended its task.</summary>
public sealed class LeftReservationTests
{
    [Fact]
    public async Task Reservation_OfATaskThatDoesNotHoldIt_ComesBackAfterAMinute()
    {
        await using var silo = await NarrowSilo.Start();
        var (account, ledger) = (silo.Grains.GetGrain<IUserTokensGrain>("anna"), silo.Grains.GetGrain<ITokenLedgerGrain>("anna"));
        var ended = await silo.Submit("anna");
        await Eventually.Sees(ended.GetStatus, view => view!.Status.IsTerminal());
        var before = await account.GetAccount(openTrial: false);

        var late = await ledger.Reserve(Guid.NewGuid(), PromptTaskKey.Parse(ended.GetPrimaryKeyString()).TaskId, 700);
        var early = (await account.GetAccount(openTrial: false)).TokensReserved;
        silo.Clock.Ahead = TimeSpan.FromSeconds(61);
        await silo.Deactivate(account);

        var after = await Eventually.Sees(() => account.GetAccount(openTrial: false), seen => seen.TokensReserved == 0);
        Assert.Equal((700, 700, before.TokensRemaining), (late.Reserved, early, after.TokensRemaining));
    }

    [Fact]
    public async Task Reservation_OfATaskAtWork_StaysHoweverLongItTakes()
    {
        await using var silo = await NarrowSilo.Start(("Model:Timeout", "00:10:00"), ("Model:IdleTimeout", "00:10:00"));
        var account = silo.Grains.GetGrain<IUserTokensGrain>("anna");
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        silo.Model.On("anna", ModelBehaviours.AnswerInChunks(["Done."], _ => held.Task));
        var task = await silo.Submit("anna");
        await silo.Model.Called("anna", 1);

        silo.Clock.Ahead = TimeSpan.FromSeconds(61);
        await silo.Deactivate(account);
        await account.GetAccount(openTrial: false);
        await silo.Deactivate(account);

        Assert.Equal(700, (await account.GetAccount(openTrial: false)).TokensReserved);
        held.SetResult();
        await Eventually.Sees(task.GetStatus, view => view!.Status.IsTerminal());
    }
}
