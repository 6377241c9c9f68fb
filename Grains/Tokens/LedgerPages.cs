namespace PromptGen.Tokens;

/// <summary>
/// Pages of an account's lines, newest first. What was before the oldest line that is kept is one line of its own, so that the lines always add up. Pure.
/// </summary>
public static class LedgerPages
{
    /// <summary>The page below a place.</summary>
    /// <param name="before">The place.</param>
    /// <param name="lines">Lines in any order, also twice; below the place as many as <paramref name="limit"/>, if there are.</param>
    /// <param name="limit">How many a page has.</param>
    public static LedgerPage Below(LedgerCursor before, IEnumerable<JournalLine> lines, int limit)
    {
        var page = lines.Where(line => line.Line < before.Line).DistinctBy(line => line.Line).OrderByDescending(line => line.Line).Take(limit).Select(Shown).ToList();
        var end = page is [.., var last] ? new LedgerCursor(last.Line, last.BalanceAfter - last.Tokens, last.At) : before;
        if (end.Line > 1 && page.Count == limit)
            return new LedgerPage(page, end);
        if (end.Line > 1)
            page.Add(Opening(end));
        return new LedgerPage(page, null);
    }

    private static LedgerLine Opening(LedgerCursor oldest) => new()
    {
        Line = oldest.Line - 1,
        Kind = JournalKinds.Adjustment,
        Tokens = oldest.Balance,
        BalanceAfter = oldest.Balance,
        Reason = JournalReasons.Opening,
        At = oldest.At,
    };

    private static LedgerLine Shown(JournalLine line)
    {
        // Silos of older versions told neither the task nor more than the sum.
        var usage = line.Usage is { PromptTokens: 0, CompletionTokens: 0 } ? null : line.Usage;
        return new LedgerLine
        {
            Line = line.Line,
            TaskId = line.TaskId == Guid.Empty ? null : line.TaskId,
            Kind = line.Kind,
            Tokens = line.Tokens,
            BalanceAfter = line.BalanceAfter,
            Shortfall = line.Shortfall,
            PromptTokens = usage?.PromptTokens,
            CompletionTokens = usage?.CompletionTokens,
            Estimated = usage?.Estimated,
            Model = line.Model,
            ResponseTimeMs = line.ResponseTimeMs,
            Reference = line.Reference,
            Reason = line.Reason,
            Metadata = line.Metadata,
            At = line.At,
        };
    }
}
