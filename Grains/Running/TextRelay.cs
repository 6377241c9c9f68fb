using PromptGen.PromptTasks;
using PromptGen.Prompts;

namespace PromptGen.Running;

/// <summary>
/// Passes the text of a running generation on to its task: often while somebody reads along, else once a second,
/// which also tells the runner in time when the attempt is no longer wanted.
/// </summary>
/// <param name="task">The task.</param>
/// <param name="attempt">Which attempt it is.</param>
/// <param name="watchedInterval">How often text flows while somebody reads along.</param>
/// <param name="failed">Told once of a failure that is not a passing one.</param>
/// <param name="clock">The time.</param>
internal sealed class TextRelay(IPromptTaskAttemptGrain task, int attempt, Func<TimeSpan> watchedInterval, Action<Exception> failed, TimeProvider clock)
{
    private static readonly TimeSpan UnwatchedInterval = TimeSpan.FromSeconds(1);

    /// <summary>The text so far.</summary>
    public StreamedText Text { get; } = new();

    /// <summary>Runs until <paramref name="done"/> is cancelled or the attempt is no longer wanted.</summary>
    /// <param name="unwanted">Called in the latter case.</param>
    /// <param name="done">Cancelled when the model has finished.</param>
    public async Task Run(Action unwanted, CancellationToken done)
    {
        var (rewrite, sent) = (0, 0);
        var (isWatched, isTold) = (true, false);
        while (true)
        {
            var pause = Task.Delay(isWatched ? watchedInterval() : UnwatchedInterval, clock, done);
            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
                return;
            try
            {
                (rewrite, sent, var text) = Text.After(rewrite, sent);
                // Silos of a version before rewrites know only the former.
                var receipt = rewrite == 0 ? await task.Write(attempt, sent, text) : await task.Rewrite(attempt, rewrite, sent, text);
                if (receipt.Verdict != AttemptVerdict.Continue)
                {
                    unwanted();
                    return;
                }
                (sent, isWatched) = (receipt.Length, receipt.IsWatched);
            }
            catch (Exception failure)
            {
                // Text is a courtesy: it is sent again next time, and a result must not be lost for it.
                if (!isTold && !failure.IsTransient(done))
                {
                    isTold = true;
                    failed(failure);
                }
            }
        }
    }
}
