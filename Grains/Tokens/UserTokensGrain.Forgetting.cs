namespace PromptGen.Tokens;

/// <content>How what a deleted generation's client said of it leaves the ledger.</content>
public sealed partial class UserTokensGrain
{
    /// <inheritdoc />
    public async Task Forget(Guid taskId, DateTimeOffset acceptedAt)
    {
        if (!HasJournal)
            return;
        // Out of the account first: a line that is there may be appended again, as it was.
        while (account.State.Outbox?.Exists(line => line.TaskId == taskId) is true)
        {
            if (_isEnding)
                throw new OrleansException("The account is about to move to another silo.");
            await _appending;
            await Save();
        }
        await journal.Forget(UserId, taskId, acceptedAt);
    }
}
