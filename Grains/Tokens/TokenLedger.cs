namespace PromptGen.Tokens;

/// <summary>
/// The rules of an account: a two-phase ledger (reserve, then settle or release), each step idempotent by the
/// reservation's id, which a generation keeps for its life.
/// At all times <see cref="Available"/> = granted − charged − reserved, and it never falls below zero by a generation.
/// Pure: no clock, no storage.
/// </summary>
/// <remarks>
/// An entry stays open until its task is durably finished, so that a settle repeated after a crash finds the first
/// one however much happened between. Only then it moves to a bounded memory, which is there for stale messages.
/// </remarks>
public sealed partial class TokenLedger(TokenAccount account)
{
    /// <summary>How many finished generations an account remembers.</summary>
    public const int ClosedCapacity = 512;

    /// <summary>Tokens set aside for generations under way.</summary>
    public long Reserved { get; private set; } = account.Open.Values.Sum(entry => entry.Reserved);

    /// <summary>Tokens that can be spent.</summary>
    public long Available => account.Granted - account.Charged - Reserved;

    /// <summary>
    /// Sets <paramref name="tokens"/> aside for a task, or what is left if that is less but enough to start; once per task.
    /// </summary>
    public ReserveResult Reserve(Guid reservationId, long tokens, DateTimeOffset now)
    {
        if (account.Open.TryGetValue(reservationId, out var entry))
            return ReserveResult.Made(entry.Charged ?? entry.Reserved);
        if (FindClosed(reservationId) is not null)
            return ReserveResult.Closed;
        var needed = Math.Clamp(tokens, 0, TokenRules.ReservePerGeneration);
        if (TokenRules.Refuse(account.Subscription, Available, Reserved, needed, now) is { } refusal)
            return ReserveResult.Refused(refusal);

        var aside = Math.Clamp(tokens, 0, Math.Max(0, Available));
        account.Open.Add(reservationId, new OpenEntry(aside, null, now));
        Reserved += aside;
        return ReserveResult.Made(aside);
    }

    /// <summary>
    /// Charges what a task used and frees the rest of its reservation; once per task. A task that used more than it
    /// reserved takes what is left, never what others reserved.
    /// </summary>
    /// <returns>The tokens charged, now or the first time.</returns>
    public long Settle(Guid reservationId, long used, DateTimeOffset now)
    {
        var open = account.Open.GetValueOrDefault(reservationId);
        if (open?.Charged is { } before)
            return before;
        if (open is null && FindClosed(reservationId) is { } closed)
            return closed.Charged;

        // Without an entry the reservation was lost (Redis lost its last second, say): the work is still paid for.
        var reserved = open?.Reserved ?? 0;
        var charge = Math.Clamp(used, 0, reserved + Math.Max(0, Available));
        Reserved -= reserved;
        account.Charged += charge;
        account.Open[reservationId] = new OpenEntry(0, charge, open?.At ?? now);
        return charge;
    }

    /// <summary>Gives a task's reservation back and closes it; a settled task is left as it is.</summary>
    /// <returns>The tokens given back.</returns>
    public long Release(Guid reservationId)
    {
        if (account.Open.TryGetValue(reservationId, out var entry))
        {
            if (entry.Charged is not null)
                return 0;
            Close(reservationId);
            return entry.Reserved;
        }
        // A reservation that is still on its way must not be made after this.
        if (FindClosed(reservationId) is null)
            Remember(new ClosedEntry(reservationId, 0));
        return 0;
    }

    /// <summary>
    /// Forgets a task that is durably finished, but for the bounded memory of finished tasks. What it still has
    /// reserved comes back.
    /// </summary>
    public void Close(Guid reservationId)
    {
        if (!account.Open.Remove(reservationId, out var entry))
            return;
        Reserved -= entry.Reserved;
        Remember(new ClosedEntry(reservationId, entry.Charged ?? 0));
    }

    private void Remember(ClosedEntry entry)
    {
        account.Closed.Enqueue(entry);
        while (account.Closed.Count > ClosedCapacity)
            account.Closed.Dequeue();
    }

    private ClosedEntry? FindClosed(Guid reservationId) => account.Closed.FirstOrDefault(entry => entry.ReservationId == reservationId);
}
