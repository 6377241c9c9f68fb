namespace PromptGen.Tokens;

/// <content>What clients read of the ledger.</content>
public sealed partial class UserTokensGrain
{
    /// <inheritdoc />
    public async Task<LedgerPage> GetLedger(LedgerCursor? before, int limit)
    {
        // What is not durable yet may never be.
        if (account.State.LastLine > _durableLine)
            await Save();
        var newest = Newest();
        var from = before is null || before.Line > newest.Line ? newest : before;
        // Before the journal is read: a line that is appended meanwhile stands in both.
        var onTheWay = account.State.Outbox?.Where(line => line.Line < newest.Line).ToList() ?? [];
        var appended = HasJournal ? await journal.Before(UserId, from.Line, limit) : [];
        return LedgerPages.Below(from, [.. onTheWay, .. appended], limit);
    }

    /// <summary>The place above the newest durable line. An account of format 1 has no lines, but a balance: what will be line 1 when its journal begins.</summary>
    private LedgerCursor Newest() => new(
        HasJournal ? _durableLine + 1 : account.RecordExists ? 2 : 1,
        _durable.TokensRemaining + _durable.TokensReserved,
        clock.GetUtcNow());
}
