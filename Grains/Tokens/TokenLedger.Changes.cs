namespace PromptGen.Tokens;

/// <content>What administrators and the trial do to an account.</content>
public sealed partial class TokenLedger
{
    /// <summary>How many changes by administrators an account remembers.</summary>
    public const int ChangesCapacity = 32;

    /// <summary>Adds tokens, once per reference; what the reference was used for before is not changed.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="now">The time.</param>
    /// <param name="before">What the journal knows of the reference.</param>
    public AccountOutcome Grant(long tokens, string reference, DateTimeOffset now, (bool IsKnown, long? Tokens) before = default)
    {
        account.Seen = true;
        if (!before.IsKnown)
            before = FindGrant(reference);
        if (before.IsKnown)
            return before.Tokens is { } others && others != tokens ? AccountOutcome.ReferenceReused : AccountOutcome.Done;

        account.Granted = checked(account.Granted + tokens);
        (account.LastGrant, account.LastGrantAt) = (tokens, now);
        if (account.GrantReferences is { } references)
        {
            references.Add(reference);
            (account.GrantAmounts ??= []).Add(reference, tokens);
        }
        Note(JournalKinds.Grant, tokens, now, line => line with { Reference = reference });
        return AccountOutcome.Done;
    }

    /// <summary>Applies what an administrator set, all or nothing; a change with an id once.</summary>
    /// <param name="change">The change.</param>
    /// <param name="now">The time.</param>
    /// <param name="before">What the journal knows of a change with its id.</param>
    /// <returns>What became of it, and how the account was right after it; no account where nothing was done.</returns>
    public (AccountOutcome Outcome, ChangeEntry? After) Change(AccountChange change, DateTimeOffset now, ChangeEntry? before = null)
    {
        if (change.Id is { } id && (before ?? FindChange(id)) is { } made)
            return made.Fingerprint == change.Fingerprint ? (AccountOutcome.Replayed, made) : (AccountOutcome.KeyReused, null);

        var subscription = Subscription(change);
        if (change.SubscriptionChange is not null && subscription is null)
            return (AccountOutcome.NoSubscription, null);
        account.Seen = true;
        var balance = account.Granted;
        if (change.TokensRemaining is { } tokens)
        {
            account.Granted = checked(account.Granted + tokens - Available);
            if (account.Granted != balance)
                (account.LastGrant, account.LastGrantAt) = (tokens, now);
        }
        account.Subscription = subscription;

        var after = new ChangeEntry(change.Id ?? Guid.Empty, change.Fingerprint, Math.Max(0, Available), Reserved, subscription);
        if (change.Id is not null && !HasNumbers)
        {
            (account.Changes ??= []).Enqueue(after);
            while (account.Changes.Count > ChangesCapacity)
                account.Changes.Dequeue();
        }
        if (change.Id is not null || account.Granted != balance)
            Note(JournalKinds.Adjustment, account.Granted - balance, now, line => line with { Change = change.Id is null ? null : after });
        return (AccountOutcome.Done, after);
    }

    /// <summary>Gives a user never seen before the trial.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool OpenTrial(long tokens, int days, DateTimeOffset now)
    {
        if (account.Seen || tokens <= 0 || days <= 0)
            return false;
        account.Seen = true;
        account.Granted = tokens;
        (account.LastGrant, account.LastGrantAt) = (tokens, now);
        account.Subscription = new Subscription(IsActive: true, now.AddDays(days));
        Note(JournalKinds.Adjustment, tokens, now, static line => line with { Reason = JournalReasons.Trial });
        return true;
    }

    /// <summary>Begins the journal of an account of format 1, whose references and changes are already remembered beside it.</summary>
    public void Upgrade(DateTimeOffset now)
    {
        account.Format = TokenAccount.NewestFormat;
        (account.Closed, account.GrantReferences, account.GrantAmounts, account.Changes) = (null, null, null, null);
        foreach (var (id, entry) in account.Open.ToList())
            account.Open[id] = entry with { Number = NextNumber() };
        Note(JournalKinds.Adjustment, account.Granted - account.Charged, now, static line => line with { Reason = JournalReasons.Opening });
    }

    /// <summary>Drops the lines that the journal has.</summary>
    public void Appended(long upTo)
    {
        account.Outbox?.RemoveAll(line => line.Line <= upTo);
        if (account.Outbox is { Count: 0 })
            account.Outbox = null;
    }

    /// <summary>Writes a line, once the amounts are in the account.</summary>
    private void Note(string kind, long tokens, DateTimeOffset now, Func<JournalLine, JournalLine> complete)
    {
        if (!HasNumbers)
            return;
        (account.Outbox ??= []).Add(complete(new JournalLine
        {
            Line = ++account.LastLine,
            Kind = kind,
            Tokens = tokens,
            BalanceAfter = account.Granted - account.Charged,
            At = now,
        }));
    }

    /// <summary>What this account itself knows of a reference: in format 2 only while its line is on the way.</summary>
    private (bool IsKnown, long? Tokens) FindGrant(string reference)
    {
        if (account.GrantReferences?.Contains(reference) is true)
            return (true, account.GrantAmounts?.TryGetValue(reference, out var tokens) is true ? tokens : null);
        return account.Outbox?.Find(line => line.Reference == reference) is { } line ? (true, line.Tokens) : default;
    }

    private ChangeEntry? FindChange(Guid id) =>
        account.Changes?.FirstOrDefault(entry => entry.Id == id) ?? account.Outbox?.Find(line => line.Change?.Id == id)?.Change;

    /// <summary>The subscription after a change; <c>null</c>: none.</summary>
    private Subscription? Subscription(AccountChange change) => (change, account.Subscription) switch
    {
        ({ RemoveSubscription: true }, _) => null,
        ({ Subscription: { } whole }, _) => whole,
        ({ SubscriptionChange: null }, var before) => before,
        ({ SubscriptionChange.IsActive: null }, null) => null,
        ({ SubscriptionChange: { } part }, var before) => new Subscription(
            part.IsActive ?? before!.IsActive, part.SetsEndDate ? part.EndDate : before?.EndDate),
    };
}
