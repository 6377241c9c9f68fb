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
public sealed partial class UserTokensGrain(
    [PersistentState("account", StorageNames.Tokens)] IPersistentState<TokenAccount> account,
    IJournal journal,
    IStorageFormat format,
    IOptions<BillingOptions> billing,
    TimeProvider clock,
    ILogger<UserTokensGrain> logger) : Grain, IUserTokensGrain, ITokenLedgerGrain
{
    private TokenLedger _ledger = null!;
    private AccountView _durable = null!;
    private long _saves;
    private long _durableSave;

    private string UserId => this.GetPrimaryKeyString();

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ledger = new TokenLedger(account.State);
        _durableLine = account.State.LastLine;
        _appended = account.State.Outbox is [var oldest, ..] ? oldest.Line - 1 : account.State.LastLine;
        if (account.State.Format < TokenAccount.NewestFormat && format.MayWrite(TokenAccount.NewestFormat))
            await Upgrade();
        _durable = Snapshot();
        _durableLow = LowNow();
        Append();
        Tell();
        _lookAfter = this.RegisterGrainTimer(LookAfter, new() { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan, Interleave = true });
        _isLookingAfter = true;
    }

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _isEnding = true;
        // Tasks that were closed, and lines that the journal has, are written with the next change; there is none any more.
        if (_isUntidy && reason.ReasonCode != DeactivationReasonCode.ApplicationRequested)
            await account.WriteStateAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
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
        var before = change.Id is { } id && HasJournal ? await journal.FindChange(UserId, id) : null;
        var (outcome, after) = _ledger.Change(change, clock.GetUtcNow(), before);
        await Save();
        return after is null
            ? _durable with { Outcome = outcome }
            : new AccountView
            {
                UserId = UserId,
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
        var before = HasJournal ? await journal.FindGrant(UserId, reference) : default;
        OpenTrial();
        var outcome = _ledger.Grant(tokens, reference, clock.GetUtcNow(), before);
        await Save();
        return _durable with { Outcome = outcome };
    }

    /// <inheritdoc />
    public Task<ReserveResult> Reserve(Guid reservationId, long tokens) => Reserve(reservationId, Guid.Empty, tokens);

    /// <inheritdoc />
    public async Task<ReserveResult> Reserve(Guid reservationId, Guid taskId, long tokens)
    {
        OpenTrial();
        var result = _ledger.Reserve(reservationId, tokens, clock.GetUtcNow(), taskId);
        LookAfterOpen();
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
    public async Task<long> Settle(Settlement settlement)
    {
        var charged = _ledger.Settle(settlement, clock.GetUtcNow());
        LookAfterOpen();
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
    public Task NoteRefusal()
    {
        _ledger.NoteRefusal(clock.GetUtcNow());
        return Save();
    }

    /// <inheritdoc />
    public Task Close(IReadOnlyList<Guid> reservationIds)
    {
        var isAnyReserved = false;
        foreach (var reservationId in reservationIds)
        {
            isAnyReserved |= account.State.Open.GetValueOrDefault(reservationId)?.Reserved > 0;
            _isUntidy |= _ledger.Close(reservationId);
        }
        // What is charged stays so, and if this is forgotten its task is asked; what comes back is made durable.
        return HasJournal && !isAnyReserved ? Task.CompletedTask : Save();
    }

    private bool HasJournal => account.State.Format >= TokenAccount.NewestFormat;

    private bool OpenTrial() => _ledger.OpenTrial(billing.Value.TrialTokens, billing.Value.TrialDays, clock.GetUtcNow());

    private async Task Save()
    {
        // Taken before the write: what comes in while it is under way is for the next one.
        _ledger.Appended(_appended);
        var (view, save, line, low, wasUntidy) = (Snapshot(), ++_saves, account.State.LastLine, LowNow(), _isUntidy);
        _isUntidy = false;
        try
        {
            await account.WriteStateAsync();
            if (save > _durableSave)
                (_durable, _durableSave, _durableLine, _durableLow) = (view, save, line, low);
            Append();
            Tell();
        }
        catch
        {
            _isUntidy |= wasUntidy;
            DeactivateOnIdle();
            throw;
        }
    }

    private LowBalance[] LowNow() => account.State.Low is { } low ? [.. low] : [];

    private AccountView Snapshot() => new()
    {
        UserId = UserId,
        TokensRemaining = Math.Max(0, _ledger.Available),
        TokensReserved = _ledger.Reserved,
        Subscription = account.State.Subscription,
        DaysRemaining = DaysRemaining(account.State.Subscription),
    };

    private int? DaysRemaining(Subscription? subscription) => subscription is null ? 0 : subscription.DaysRemaining(clock.GetUtcNow());
}
