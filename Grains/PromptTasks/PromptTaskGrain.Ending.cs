using PromptGen.Tokens;

namespace PromptGen.PromptTasks;

/// <content>How it ends early, and what it costs.</content>
public sealed partial class PromptTaskGrain
{
    /// <inheritdoc />
    public async Task<CancelResult> Cancel(CancelReason reason)
    {
        if (!State.Exists || (State.IsTerminal && await GetStatus() is null))
            return new CancelResult(false, null);

        if (State.Step != PromptTaskStep.Finalizing && Apply(new PromptTaskEvent.Stopped(reason, _text.DeliveredTokens)))
        {
            await Save();
            runner.Stop(_key, State.Silo);
        }
        await Settle();
        return new CancelResult(State.Step == PromptTaskStep.Cancelled, await GetStatus());
    }

    /// <summary>
    /// Charges a result by the model, or what was read of a cancelled one; gives all other reservations back. Repeating it settles nothing
    /// twice, because the ledger knows the task.
    /// </summary>
    private async Task Settle()
    {
        if (!State.Exists || State.IsSettled)
            return;
        var usage = State.Result?.Usage ?? State.ReadUsage;
        var charge = usage is null ? await Release() : new TokenCharge(ChargeState.Charged, await Charge(usage));
        metrics.Settled(charge, usage?.TotalTokens ?? 0);
        Apply(new PromptTaskEvent.Settled(charge));
        await Save();
        LogFinished(_key.TaskId, _key.UserId, State.Step, charge.State, charge.Tokens);
        // The ledger charges what was used as far as there is anything left: what is missing is known here, whatever version it is of.
        if (usage is not null && usage.TotalTokens > charge.Tokens)
            LogShortfall(_key.TaskId, _key.UserId, usage.TotalTokens, charge.Tokens, usage.TotalTokens - charge.Tokens);
        if (State.Result?.Quality is { IsRefused: true })
            await NoteRefusal();
    }

    /// <inheritdoc />
    public Task<bool> Holds(Guid reservationId) =>
        Task.FromResult(State.Exists && State.ReservationId == reservationId && !(State.IsTerminal && State.IsSettled));

    private Task<long> Charge(TokenUsage usage) => format.MayWrite(TokenAccount.NewestFormat)
        ? Ledger.Settle(new Settlement(State.ReservationId, State.ReservationNumber, _key.TaskId, usage, State.Result?.Model)
        {
            Metadata = State.Submission?.Metadata,
            ResponseTimeMs = State.Result?.ResponseTimeMs,
        })
        : Ledger.Settle(State.ReservationId, usage.TotalTokens);

    /// <summary>What is lost with it is that the user's next texts are held back.</summary>
    private async Task NoteRefusal()
    {
        try
        {
            await Ledger.NoteRefusal();
        }
        catch (Exception failure) when (failure.IsTransient())
        {
            LogRefusalNotNoted(failure, _key.TaskId, _key.UserId);
        }
    }

    private async Task<TokenCharge> Release()
    {
        var released = Math.Max(await Ledger.Release(State.ReservationId), State.Charge.Tokens);
        return released == 0 ? TokenCharge.None : new TokenCharge(ChargeState.Released, released);
    }
}
