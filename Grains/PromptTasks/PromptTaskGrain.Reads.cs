namespace PromptGen.PromptTasks;

/// <content>What clients read: these interleave with everything else, and change nothing.</content>
public sealed partial class PromptTaskGrain
{
    /// <inheritdoc />
    /// <remarks>
    /// A start that a gateway repeats may be under way in two activations for a moment, and the client know already that one of them made it durable: the
    /// other must not say that there is no task.
    /// </remarks>
    public Task<PromptTaskView?> GetStatus() =>
        _visible is null && _accepting is { IsCompletedSuccessfully: false } ? GetStatusOnceAccepted(_accepting) : Task.FromResult(Visible());

    /// <inheritdoc />
    public Task<PromptTaskStatus?> GetEnd() => Task.FromResult(_visible?.Status.IsTerminal() is true ? _visible.Status : (PromptTaskStatus?)null);

    private async Task<PromptTaskView?> GetStatusOnceAccepted(Task accepting)
    {
        await accepting;
        return Visible();
    }

    private PromptTaskView? Visible()
    {
        if (_visible is null || State.IsDeleted || _visible.ExpiresAt <= clock.GetUtcNow())
        {
            if (!State.Exists || State.IsTerminal)
                DeactivateOnIdle();
            return null;
        }
        return _visible.Status == PromptTaskStatus.Queued ? _visible with { QueuePosition = QueuePosition() } : _visible;
    }

    /// <inheritdoc />
    public async Task<PromptTaskView?> WaitForChange(long version, TimeSpan atMost)
    {
        if (_visible?.Version == version && !_visible.Status.IsTerminal())
            await _changed.Task.WaitAsync(atMost, clock).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        return await GetStatus() is { } now ? NextAfter(version, now) : null;
    }

    /// <inheritdoc />
    public async Task<PromptTaskNews?> Watch(PromptTaskCursor seen, TimeSpan atMost)
    {
        _text.Watched(clock.GetUtcNow());
        if (_visible is { } view && !view.Status.IsTerminal() && !HasNews(view, seen))
        {
            // One for all who watch: each of its own would stay with both until there is news.
            if (_news.IsCompleted)
                _news = Task.WhenAny(_changed.Task, _text.Written);
            await _news.WaitAsync(atMost, clock)
                .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            _text.Watched(clock.GetUtcNow());
        }
        return await GetStatus() is { } now ? News(NextAfter(seen.Version, now), seen) : null;
    }

    /// <summary>Who follows a task sees each step of it, also those that were written together with a later one.</summary>
    private PromptTaskView NextAfter(long version, PromptTaskView now) =>
        version == 0 || now.Status.IsTerminal() ? now : _steps.Find(step => step.Version > version && step.Version < now.Version) ?? now;

    /// <summary>Its place in the queue; one that has just left it is next. Unknown when another silo has it.</summary>
    private int? QueuePosition() => runner.QueuePosition(_key) ?? (State.Silo == runner.Silo ? 0 : null);

    private bool HasNews(PromptTaskView view, PromptTaskCursor seen) =>
        view.Version != seen.Version || (IsWriting && _text.LengthOf(Draft) > (seen.Draft == Draft ? seen.Length : 0));

    /// <summary>Whether text goes out: none of a cancelled task, whose charge stands with its cancellation.</summary>
    private bool IsWriting => State.Step != PromptTaskStep.Cancelled;

    /// <summary>A result counts as text from when it is shown, so that what a watcher puts together is always the prompt.</summary>
    private PromptTaskNews News(PromptTaskView view, PromptTaskCursor seen)
    {
        var draft = Draft;
        var isSame = seen.Draft == draft;
        var from = isSame ? seen.Length : 0;
        var text = view.Result is { } result ? result.Text[Math.Min(from, result.Text.Length)..]
            : IsWriting ? _text.Deliver(draft, from)
            : "";
        return new PromptTaskNews(view, new PromptTaskCursor(draft, view.Version, from + text.Length), !isSame && seen.Length > 0, text);
    }
}
