using Microsoft.Extensions.Options;
using PromptGen.Llm;
using PromptGen.Prompts;

namespace PromptGen.Running;

/// <summary>
/// Asks the model until it answers, as long as there is something to wait for: the one layer that repeats calls. Refusals are waited
/// out as <see cref="ModelPace"/> says; what a repetition would not change is not repeated, nor is a call that took all its time.
/// </summary>
/// <remarks>
/// One clock bounds a generation: its calls and its own waits between them take at most <see cref="ModelOptions.TotalTimeout"/>. Time in line
/// behind others does not count, so that whoever waits for a busy model keeps their turn.
/// </remarks>
public sealed class PatientWriter(PromptWriter writer, ModelPace pace, IOptions<ModelOptions> options, TimeProvider clock)
{
    private const double Jitter = 0.2;
    private const int Doublings = 8;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromSeconds(10);

    /// <summary>Writes one prompt.</summary>
    /// <returns>The prompt, or why there is none.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="unwanted"/> was cancelled.</exception>
    public async Task<PromptWriterResult> Write(PromptSubmission submission, string? template, ILiveText text, CancellationToken unwanted)
    {
        var (turn, left) = (pace.Enter(), options.Value.TotalTimeout);
        for (var calls = 1; ; calls++)
        {
            if (await pace.MayCall(turn, unwanted) is { } away)
                return away;
            var began = clock.GetTimestamp();
            var heard = new HeardText(text, () => pace.Heard(turn));
            var result = await Call(() => writer.WriteAsync(submission, template, heard, left, unwanted));
            if (result is not PromptWriterResult.Failed failed)
            {
                pace.Succeeded(turn);
                return result;
            }

            var wait = Pause(failed, calls);
            left -= clock.GetElapsedTime(began) + wait;
            if (!Tell(turn, failed, wait) || left <= TimeSpan.Zero)
                return failed;
        }
    }

    private async Task<PromptWriterResult> Call(Func<Task<PromptWriterResult>> write)
    {
        try
        {
            return await write();
        }
        catch
        {
            pace.Ended();
            throw;
        }
    }

    /// <summary>Tells the pace what a failure means.</summary>
    /// <returns>Whether another call may help.</returns>
    private bool Tell(ModelTurn turn, PromptWriterResult.Failed failed, TimeSpan wait)
    {
        switch (failed.Reason)
        {
            case var _ when failed.IsStaged:
                pace.Ended();
                return false;
            case ModelFailureReason.RateLimited or ModelFailureReason.Unavailable:
                pace.Failed(turn, failed, wait);
                return true;
            case ModelFailureReason.Timeout:
                pace.Failed(turn, failed, wait);
                return false;
            case ModelFailureReason.Blocked or ModelFailureReason.Empty or ModelFailureReason.Cut or ModelFailureReason.TooLarge or ModelFailureReason.Quality:
                // No prompt, but an answer.
                pace.Succeeded(turn);
                return false;
            default:
                pace.Ended();
                return false;
        }
    }

    /// <summary>What the model asks for, bounded; else a pause that doubles. Calls that were refused together do not come back together.</summary>
    private TimeSpan Pause(PromptWriterResult.Failed failed, int calls)
    {
        var doubled = options.Value.RetryDelay * (1 << Math.Min(calls - 1, Doublings));
        var (pause, longest) = failed.RetryAfter is { } asked ? (Later(asked, options.Value.RetryDelay), LongestAsked) : (doubled, LongestPause);
        return (pause < longest ? pause : longest) * (1 + Random.Shared.NextDouble() * Jitter);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>Passes text on, and that there was some.</summary>
    private sealed class HeardText(ILiveText text, Action heard) : ILiveText
    {
        public void Add(string piece)
        {
            heard();
            text.Add(piece);
        }

        public void Restart() => text.Restart();
    }
}
