using Orleans.Storage;

namespace PromptGen.PromptTasks;

/// <content>How it makes its state durable, and shows clients what is.</content>
public sealed partial class PromptTaskGrain
{
    private async Task Save()
    {
        try
        {
            await SaveAndShow();
        }
        catch
        {
            // Memory is ahead of Redis: the next call starts from what is durable.
            DeactivateOnIdle();
            throw;
        }
    }

    private void SaveInBackground() => _ = SaveProgress();

    private async Task SaveProgress()
    {
        try
        {
            await SaveAndShow();
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
        }
        catch (Exception failure)
        {
            LogProgressNotSaved(failure, _key.TaskId, _key.UserId, State.Step);
        }
    }

    private async Task SaveAndShow()
    {
        var saved = State;
        await storage.WriteStateAsync();
        if (saved is { IsTerminal: true, IsSettled: true } && State == saved)
        {
            DropTexts();
            _text.Forget();
        }

        // A cancellation is shown once its tokens are back, so that a terminal state never changes before a client's eyes.
        if (saved.Version > (_visible?.Version ?? 0) && (saved.IsSettled || !saved.IsTerminal))
        {
            _visible = saved.ToView(_key.TaskId, options.Value.Retention);
            if (saved is { IsTerminal: true, IsDeleted: false })
                metrics.Ended(_visible);
            _changed.SetResult();
            _changed = NewSignal();
        }
    }
}
