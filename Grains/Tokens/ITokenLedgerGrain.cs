namespace PromptGen.Tokens;

/// <summary>The side of a user's account that generations use. Every answer is durable. Key: the user id.</summary>
[Alias("ITokenLedgerGrain")]
public interface ITokenLedgerGrain : IGrainWithStringKey
{
    /// <summary>Sets tokens aside for a task, or what is left of them if that is enough to start; see <see cref="TokenLedger.Reserve"/>.</summary>
    [Alias("Reserve")]
    Task<ReserveResult> Reserve(Guid reservationId, long tokens);

    /// <inheritdoc cref="Reserve(Guid, long)" />
    /// <remarks>Known to silos from storage format 2 on; the account then asks the task after a reservation that was left.</remarks>
    [Alias("ReserveFor")]
    Task<ReserveResult> Reserve(Guid reservationId, Guid taskId, long tokens);

    /// <summary>Charges what a task used; see <see cref="TokenLedger.Settle(Settlement, DateTimeOffset)"/>.</summary>
    [Alias("Settle")]
    Task<long> Settle(Guid reservationId, long used);

    /// <inheritdoc cref="Settle(Guid, long)" />
    /// <remarks>Known to silos from storage format 2 on; the charge then has its line in the journal.</remarks>
    [Alias("SettleFor")]
    Task<long> Settle(Settlement settlement);

    /// <summary>Gives a task's reservation back; see <see cref="TokenLedger.Release"/>.</summary>
    [Alias("Release")]
    Task<long> Release(Guid reservationId);

    /// <summary>Remembers that a generation ended by the fallback for its quality; see <see cref="TokenLedger.HoldsText"/>.</summary>
    [Alias("NoteRefusal")]
    Task NoteRefusal();

    /// <summary>Forgets tasks that are durably finished; see <see cref="TokenLedger.Close"/>.</summary>
    [Alias("Close")]
    Task Close(IReadOnlyList<Guid> reservationIds);

    /// <summary>Takes the metadata out of what the ledger has of a task that was accepted at a time.</summary>
    [Alias("Forget")]
    Task Forget(Guid taskId, DateTimeOffset acceptedAt);
}
