namespace PromptGen.Tokens;

/// <summary>
/// The rules of an account: a two-phase ledger (reserve, then settle or release), each step idempotent by the
/// reservation's id, which a generation keeps for its life.
/// At all times <see cref="Available"/> = granted − charged − reserved, and it never falls below zero by a generation.
/// Pure: no clock, no storage.
/// </summary>
/// <remarks>
/// An entry stays open until its task is durably finished, so that a settle repeated after a crash finds the first
/// one however much happened between. After that its number tells that it is closed, for ever.
/// </remarks>
public sealed partial class TokenLedger(TokenAccount account)
{
    /// <summary>How many finished generations an account of format 1 remembers.</summary>
    public const int ClosedCapacity = 512;

    /// <summary>Tokens set aside for generations under way.</summary>
    public long Reserved { get; private set; } = account.Open.Values.Sum(entry => entry.Reserved);

    /// <summary>Tokens that can be spent.</summary>
    public long Available => account.Granted - account.Charged - Reserved;

    /// <summary>
    /// Sets <paramref name="tokens"/> aside for a task, or what is left if that is less but enough to start; once per reservation.
    /// </summary>
    public ReserveResult Reserve(Guid reservationId, long tokens, DateTimeOffset now, Guid taskId = default)
    {
        if (account.Open.TryGetValue(reservationId, out var entry))
            return ReserveResult.Made(entry.Charged ?? entry.Reserved, entry.Number, HoldsText(now));
        if (FindClosed(reservationId) is not null)
            return ReserveResult.Closed;
        var needed = Math.Clamp(tokens, 0, TokenRules.ReservePerGeneration);
        if (TokenRules.Refuse(account.Subscription, Available, Reserved, needed, now) is { } refusal)
            return ReserveResult.Refused(refusal);

        var aside = Math.Clamp(tokens, 0, Math.Max(0, Available));
        var made = new OpenEntry(aside, null, now) { Number = NextNumber(), TaskId = taskId };
        account.Open.Add(reservationId, made);
        Reserved += aside;
        return ReserveResult.Made(aside, made.Number, HoldsText(now));
    }

    /// <summary>
    /// Charges what a task used and frees the rest of its reservation; once per reservation. A task that used more than it
    /// reserved takes what is left, never what others reserved.
    /// </summary>
    /// <returns>The tokens charged, now or the first time; 0 for a reservation that is closed, however long ago.</returns>
    public long Settle(Settlement settlement, DateTimeOffset now)
    {
        var (id, used) = (settlement.ReservationId, settlement.Usage.TotalTokens);
        var open = account.Open.GetValueOrDefault(id);
        if (open?.Charged is { } first)
            return first;
        if (open is null && FindClosed(id) is { } closed)
            return closed.Charged;
        if (open is null && HasNumbers && !(settlement.Number > account.LastReservation))
            return 0;

        // Without an entry the reservation was lost (Redis lost its last second, say): the work is still paid for.
        account.LastReservation = Math.Max(account.LastReservation, settlement.Number ?? 0);
        var reserved = open?.Reserved ?? 0;
        var charge = Math.Clamp(used, 0, reserved + Math.Max(0, Available));
        Reserved -= reserved;
        var before = account.Granted - account.Charged;
        account.Charged += charge;
        account.Refused = null;
        NoteLow(before, now);
        account.Open[id] = new OpenEntry(0, charge, open?.At ?? now) { Number = open?.Number ?? settlement.Number ?? 0, TaskId = settlement.TaskId };
        Note(JournalKinds.Charge, -charge, now, line => line with
        {
            TaskId = settlement.TaskId,
            Usage = settlement.Usage,
            Model = settlement.Model,
            Shortfall = Math.Max(0, used - charge),
            Metadata = settlement.Metadata,
            ResponseTimeMs = settlement.ResponseTimeMs,
        });
        return charge;
    }

    /// <inheritdoc cref="Settle(Settlement, DateTimeOffset)" />
    public long Settle(Guid reservationId, long used, DateTimeOffset now) =>
        Settle(new Settlement(reservationId, null, Guid.Empty, new TokenUsage(0, 0, used), null), now);

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
        // A reservation that is still on its way must not be made after this; with numbers, its task is asked after it.
        if (FindClosed(reservationId) is null)
            Remember(new ClosedEntry(reservationId, 0));
        return 0;
    }

    /// <summary>Forgets a task that is durably finished. What it still has reserved comes back.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Close(Guid reservationId)
    {
        if (!account.Open.Remove(reservationId, out var entry))
            return false;
        Reserved -= entry.Reserved;
        Remember(new ClosedEntry(reservationId, entry.Charged ?? 0));
        return true;
    }

    /// <summary>Reservations that have stood since before <paramref name="at"/>, whose tasks are to be asked after them.</summary>
    public IReadOnlyList<(Guid ReservationId, Guid TaskId)> Left(DateTimeOffset at) =>
        [.. account.Open.Where(entry => entry.Value.At < at && entry.Value.TaskId != Guid.Empty).Select(entry => (entry.Key, entry.Value.TaskId))];

    private bool HasNumbers => account.Format >= 2;

    private long NextNumber() => HasNumbers ? ++account.LastReservation : 0;

    private void Remember(ClosedEntry entry)
    {
        if (account.Closed is not { } memory)
            return;
        memory.Enqueue(entry);
        while (memory.Count > ClosedCapacity)
            memory.Dequeue();
    }

    private ClosedEntry? FindClosed(Guid reservationId) => account.Closed?.FirstOrDefault(entry => entry.ReservationId == reservationId);
}
