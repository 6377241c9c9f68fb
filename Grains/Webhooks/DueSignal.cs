namespace PromptGen.Webhooks;

/// <summary>Tells this silo's dispatcher that something is due now, so that it need not look all the time.</summary>
public sealed class DueSignal(TimeProvider clock)
{
    private TaskCompletionSource _signal = New();

    /// <summary>Something is due.</summary>
    public void Set() => Volatile.Read(ref _signal).TrySetResult();

    /// <summary>Waits until something is due, or for a time.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken stopping)
    {
        await _signal.Task.WaitAsync(atMost, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_signal.Task.IsCompleted)
            Volatile.Write(ref _signal, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
