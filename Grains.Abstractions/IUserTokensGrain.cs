using Orleans.Concurrency;

namespace PromptGen;

/// <summary>
/// One user's account. Every change is durable before it is answered. Key: the user id. The two-phase calls that
/// generations make are in the domain, not here: clients read and administer.
/// </summary>
[Alias("IUserTokensGrain")]
public interface IUserTokensGrain : IGrainWithStringKey
{
    /// <summary>The account. With <paramref name="openTrial"/>, a user never seen before gets the trial now, if there is one.</summary>
    [AlwaysInterleave, Alias("GetAccount")]
    Task<AccountView> GetAccount(bool openTrial);

    /// <summary>The lines of the account's ledger, newest first; what was before the oldest that is kept is one line of its own.</summary>
    /// <param name="before">Where the page before ended; <c>null</c>: with the newest.</param>
    /// <param name="limit">How many.</param>
    [AlwaysInterleave, Alias("GetLedger")]
    Task<LedgerPage> GetLedger(LedgerCursor? before, int limit);

    /// <summary>Sets what the change names, all or nothing; a change with an id once.</summary>
    [Alias("Change")]
    Task<AccountView> Change(AccountChange change);

    /// <summary>Adds tokens, once per reference; the same reference with other tokens is refused.</summary>
    [Alias("Grant")]
    Task<AccountView> Grant(long tokens, string reference);
}
