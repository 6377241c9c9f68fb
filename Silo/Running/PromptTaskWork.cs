using Microsoft.Extensions.Options;
using PromptGen.Models;
using PromptGen.PromptTasks;

namespace PromptGen.Silo.Running;

/// <summary>The work of one attempt: each step is reported to the task, which says whether to go on.</summary>
public sealed partial class PromptTaskWork(
    IGrainFactory grains,
    GrainCalls calls,
    BusinessTemplates templates,
    PromptWriter writer,
    IOptions<PromptTaskOptions> options,
    TimeProvider clock,
    ILogger<PromptTaskWork> logger)
{
    private int _writing;

    /// <summary>Does the work of an attempt to its end.</summary>
    /// <param name="ticket">The attempt.</param>
    /// <param name="stopping">Cancelled when the task has become terminal by itself: the model call ends at once.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled, or the task said it wants no more.</exception>
    public async Task<AttemptVerdict> Run(PromptTaskTicket ticket, CancellationToken stopping)
    {
        var task = grains.GetGrain<IPromptTaskAttemptGrain>(ticket.Key.ToString());
        var start = await calls.Retry(() => task.Start(ticket.Attempt), stopping);
        if (start.Verdict != AttemptVerdict.Continue)
            return start.Verdict;

        var submission = start.Submission!;
        var template = templates.Find(submission.BusinessType);
        var verdict = await calls.Retry(() => task.Advance(ticket.Attempt, PromptTaskStep.InstructionBuilt), stopping);
        if (verdict != AttemptVerdict.Continue)
            return verdict;
        verdict = await calls.Retry(() => task.Advance(ticket.Attempt, PromptTaskStep.WaitingForModel), stopping);
        if (verdict != AttemptVerdict.Continue)
            return verdict;

        var result = await Generate(ticket, submission, template, stopping);
        return await calls.Retry(() => task.Finish(ticket.Attempt, result), CancellationToken.None);
    }

    private async Task<GeneratedPrompt> Generate(PromptTaskTicket ticket, PromptSubmission submission, string? template, CancellationToken stopping)
    {
        if (ticket.Attempt > options.Value.MaxAttempts)
        {
            LogTooManyAttempts(ticket.Key.TaskId, ticket.Key.UserId, ticket.Attempt - 1);
            return Fallback();
        }

        switch (await Write(ticket, submission, template, stopping))
        {
            case PromptWriterResult.Written written:
                return new GeneratedPrompt(written.Text, PromptOrigin.Ai, written.Model,
                    new TokenUsage(written.Usage.PromptTokens, written.Usage.CompletionTokens, written.Usage.TotalTokens));
            case PromptWriterResult.Failed failed:
                LogFallback(ticket.Key.TaskId, ticket.Key.UserId, failed.Reason);
                return Fallback();
            default:
                throw new InvalidOperationException("A prompt is either written or failed.");
        }

        GeneratedPrompt Fallback() => new(FallbackPrompt.Combine(template, submission.ManualPrompt), PromptOrigin.Fallback, null, null);
    }

    private async Task<PromptWriterResult> Write(PromptTaskTicket ticket, PromptSubmission submission, string? template, CancellationToken stopping)
    {
        using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = new CancellationTokenSource();
        var relay = new TextRelay(grains.GetGrain<IPromptTaskAttemptGrain>(ticket.Key.ToString()), ticket.Attempt, WatchedInterval, clock);
        var relaying = relay.Run(unwanted.Cancel, done.Token);
        Interlocked.Increment(ref _writing);
        try
        {
            return await writer.WriteAsync(submission.BusinessType, template, submission.ManualPrompt, relay.Text.Add, unwanted.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _writing);
            await done.CancelAsync();
            await relaying;
        }
    }

    /// <summary>Text flows about twenty times a second, and less often the more generations there are.</summary>
    private TimeSpan WatchedInterval() => TimeSpan.FromMilliseconds(Math.Clamp(_writing / 10, 50, 500));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {TaskId} of {UserId}: the model failed ({Reason}), the fallback answers")]
    private partial void LogFallback(Guid taskId, string userId, ModelFailureReason reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {TaskId} of {UserId}: interrupted {Attempts} times, the fallback answers")]
    private partial void LogTooManyAttempts(Guid taskId, string userId, int attempts);
}
