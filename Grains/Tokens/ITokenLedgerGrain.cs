namespace PromptGen.Tokens;

/// <summary>The side of a user's account that generations use. Every answer is durable. Key: the user id.</summary>
[Alias("ITokenLedgerGrain")]
public interface ITokenLedgerGrain : IGrainWithStringKey
{
    /// <summary>Sets tokens aside for a task, or what is left of them if that is enough to start; see <see cref="TokenLedger.Reserve"/>.</summary>
    [Alias("Reserve")]
    Task<ReserveResult> Reserve(Guid reservationId, long tokens);

    /// <summary>Charges what a task used; see <see cref="TokenLedger.Settle"/>.</summary>
    [Alias("Settle")]
    Task<long> Settle(Guid reservationId, long used);

    /// <summary>Gives a task's reservation back; see <see cref="TokenLedger.Release"/>.</summary>
    [Alias("Release")]
    Task<long> Release(Guid reservationId);

    /// <summary>Forgets tasks that are durably finished; see <see cref="TokenLedger.Close"/>.</summary>
    [Alias("Close")]
    Task Close(IReadOnlyList<Guid> reservationIds);
}
