using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace PromptGen.Tokens;

/// <summary>
/// A user's account: a shell around <see cref="TokenLedger"/> that makes each change durable before it is answered.
/// </summary>
/// <remarks>
/// Reentrant for group commit: every call checks and changes the ledger without an await between, then awaits a write
/// that Orleans shares among all the calls that came in meanwhile. A call that changed nothing awaits a write as well,
/// because what it found may not be durable yet. After a failed write memory is ahead of Redis, so the activation ends.
/// </remarks>
[GrainType("tokens"), Reentrant]
public sealed class UserTokensGrain(
    [PersistentState("account", StorageNames.Tokens)] IPersistentState<TokenAccount> account,
    IOptions<BillingOptions> billing,
    TimeProvider clock) : Grain, IUserTokensGrain, ITokenLedgerGrain
{
    private TokenLedger _ledger = null!;
    private AccountView _durable = null!;
    private long _saves;
    private long _durableSave;

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ledger = new TokenLedger(account.State);
        _durable = Snapshot();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<AccountView> GetAccount(bool openTrial)
    {
        if (openTrial && OpenTrial())
            await Save();
        return _durable with { DaysRemaining = DaysRemaining(_durable.Subscription) };
    }

    /// <inheritdoc />
    public async Task<AccountView> Change(AccountChange change)
    {
        var (outcome, after) = _ledger.Change(change);
        await Save();
        return after is null
            ? _durable with { Outcome = outcome }
            : new AccountView
            {
                UserId = this.GetPrimaryKeyString(),
                TokensRemaining = after.TokensRemaining,
                TokensReserved = after.TokensReserved,
                Subscription = after.Subscription,
                DaysRemaining = DaysRemaining(after.Subscription),
                Outcome = outcome,
            };
    }

    /// <inheritdoc />
    public async Task<AccountView> Grant(long tokens, string reference)
    {
        OpenTrial();
        var outcome = _ledger.Grant(tokens, reference);
        await Save();
        return _durable with { Outcome = outcome };
    }

    /// <inheritdoc />
    public async Task<ReserveResult> Reserve(Guid reservationId, long tokens)
    {
        OpenTrial();
        var result = _ledger.Reserve(reservationId, tokens, clock.GetUtcNow());
        await Save();
        return result;
    }

    /// <inheritdoc />
    public async Task<long> Settle(Guid reservationId, long used)
    {
        var charged = _ledger.Settle(reservationId, used, clock.GetUtcNow());
        await Save();
        return charged;
    }

    /// <inheritdoc />
    public async Task<long> Release(Guid reservationId)
    {
        var released = _ledger.Release(reservationId);
        await Save();
        return released;
    }

    /// <inheritdoc />
    public Task Close(IReadOnlyList<Guid> reservationIds)
    {
        foreach (var reservationId in reservationIds)
            _ledger.Close(reservationId);
        return Save();
    }

    private bool OpenTrial() => _ledger.OpenTrial(billing.Value.TrialTokens, billing.Value.TrialDays, clock.GetUtcNow());

    private async Task Save()
    {
        // Taken before the write: what comes in while it is under way is for the next one.
        var (view, save) = (Snapshot(), ++_saves);
        try
        {
            await account.WriteStateAsync();
            if (save > _durableSave)
                (_durable, _durableSave) = (view, save);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private AccountView Snapshot() => new()
    {
        UserId = this.GetPrimaryKeyString(),
        TokensRemaining = Math.Max(0, _ledger.Available),
        TokensReserved = _ledger.Reserved,
        Subscription = account.State.Subscription,
        DaysRemaining = DaysRemaining(account.State.Subscription),
    };

    private int? DaysRemaining(Subscription? subscription) => subscription is null ? 0 : subscription.DaysRemaining(clock.GetUtcNow());
}
