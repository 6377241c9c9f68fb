namespace PromptGen.PromptTasks;

/// <content>What it was asked for, and how that is forgotten.</content>
public sealed partial class PromptTaskGrain
{
    /// <inheritdoc />
    public async Task<PromptTaskInput?> GetInput()
    {
        if (await GetStatus() is not { } view)
            return null;
        await ReadTexts();
        var input = State.Submission is { } submission ? new PromptTaskInput(view.Status, submission, view.Result?.Text) : null;
        DropTexts();
        return input;
    }

    /// <inheritdoc />
    public async Task<DeletableTask?> GetDeletable()
    {
        if (!State.Exists || (State.IsTerminal && !State.IsDeleted && await GetStatus() is null))
            return null;
        if (State.IsTerminal)
            await Settle();
        await ReadTexts();
        var found = new DeletableTask(State.IsTerminal, State.DeletedBy, State.CreatedAt)
        {
            BatchId = State.BatchId,
            CachedUnder = State.CachedUnder,
            HasMetadata = State.Submission?.Metadata is not null,
        };
        DropTexts();
        return found;
    }

    /// <inheritdoc />
    public async Task Delete(Guid request)
    {
        if (State.Exists && Apply(new PromptTaskEvent.Deleted(request)))
            await Save();
    }

    /// <inheritdoc />
    public Task<PromptTaskView?> GetDeleted() => Task.FromResult(State.IsDeleted ? _visible : null);

    /// <summary>Those of a task that has ended are not in memory.</summary>
    private Task ReadTexts() => State.Submission is null ? storage.ReadStateAsync() : Task.CompletedTask;

    /// <summary>Nothing is written any more, and hardly anybody asks for these.</summary>
    private void DropTexts()
    {
        if (State is { IsTerminal: true, IsSettled: true, Submission: not null } ended)
            storage.State = ended with { Submission = null, Fingerprint = ended.Fingerprint, CallbackUrl = ended.CallbackUrl, BatchId = ended.BatchId };
    }
}
