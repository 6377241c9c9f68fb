namespace PromptGen.Tokens;

/// <content>What administrators and the trial do to an account.</content>
public sealed partial class TokenLedger
{
    /// <summary>How many changes by administrators an account remembers.</summary>
    public const int ChangesCapacity = 32;

    /// <summary>Adds tokens, once per reference; what the reference was used for before is not changed.</summary>
    public AccountOutcome Grant(long tokens, string reference)
    {
        account.Seen = true;
        if (account.GrantReferences.Contains(reference))
        {
            var isAnother = account.GrantAmounts?.TryGetValue(reference, out var before) is true && before != tokens;
            return isAnother ? AccountOutcome.ReferenceReused : AccountOutcome.Done;
        }
        account.Granted = checked(account.Granted + tokens);
        account.GrantReferences.Add(reference);
        (account.GrantAmounts ??= []).Add(reference, tokens);
        return AccountOutcome.Done;
    }

    /// <summary>Applies what an administrator set, all or nothing; a change with an id once.</summary>
    /// <returns>What became of it, and how the account was right after it; no account where nothing was done.</returns>
    public (AccountOutcome Outcome, ChangeEntry? After) Change(AccountChange change)
    {
        if (change.Id is { } id && account.Changes?.FirstOrDefault(entry => entry.Id == id) is { } made)
            return made.Fingerprint == change.Fingerprint ? (AccountOutcome.Replayed, made) : (AccountOutcome.KeyReused, null);

        var subscription = Subscription(change);
        if (change.SubscriptionChange is not null && subscription is null)
            return (AccountOutcome.NoSubscription, null);
        account.Seen = true;
        if (change.TokensRemaining is { } tokens)
            account.Granted = checked(account.Granted + tokens - Available);
        account.Subscription = subscription;

        var after = new ChangeEntry(change.Id ?? Guid.Empty, change.Fingerprint, Math.Max(0, Available), Reserved, subscription);
        if (change.Id is not null)
        {
            (account.Changes ??= []).Enqueue(after);
            while (account.Changes.Count > ChangesCapacity)
                account.Changes.Dequeue();
        }
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
        account.Subscription = new Subscription(IsActive: true, now.AddDays(days));
        return true;
    }

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
