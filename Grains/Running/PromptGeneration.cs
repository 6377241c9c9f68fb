using Microsoft.Extensions.Options;
using PromptGen.Llm;
using PromptGen.PromptTasks;
using PromptGen.Prompts;

namespace PromptGen.Running;

/// <summary>The model's part of an attempt: asks it, relays its text, falls back when it fails.</summary>
public sealed partial class PromptGeneration(
    IGrainFactory grains,
    PatientWriter writer,
    IOptions<PromptTaskOptions> options,
    TimeProvider clock,
    ILogger<PromptGeneration> logger)
{
    private int _writing;

    /// <summary>Generates; never fails.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled, or the task said it wants no more.</exception>
    public async Task<GeneratedPrompt> Generate(PromptTaskTicket ticket, int starts, PromptSubmission submission, NamedTemplate? template, bool holdsText, CancellationToken stopping)
    {
        if (starts > options.Value.MaxAttempts)
        {
            LogTooManyAttempts(ticket.Key.TaskId, ticket.Key.UserId, starts - 1);
            return Fallback(FallbackReason.Interrupted);
        }

        var (outcome, rewrites) = await Write(ticket, submission, template, holdsText, stopping);
        switch (outcome)
        {
            case PromptWriterResult.Written written:
                return new GeneratedPrompt(written.Text, written.Origin, written.Model,
                    new TokenUsage(written.Usage.PromptTokens, written.Usage.CompletionTokens, written.Usage.TotalTokens) { Estimated = written.Usage.Estimated })
                {
                    Rewrites = rewrites,
                    ResponseTimeMs = (long)written.ResponseTime.TotalMilliseconds,
                    Template = template?.Id,
                    Quality = written.Quality,
                };
            case PromptWriterResult.Failed failed:
                LogFallback(ticket.Key.TaskId, ticket.Key.UserId, failed.Reason.LogName(), failed.Status, failed.Exception);
                return Fallback(failed.Reason.ToFallbackReason(), failed.Quality);
            default:
                throw new InvalidOperationException("A prompt is either written or failed.");
        }

        GeneratedPrompt Fallback(FallbackReason reason, PromptQuality? refused = null)
        {
            var text = FallbackPrompt.Of(submission, template?.Text);
            return new(text, PromptOrigin.Fallback, null, null) { FallbackReason = reason, Template = template?.Id, Quality = QualityOf(text, refused) };
        }

        // Whatever else fails, the fallback answers; that nothing can be told of it is no reason not to.
        PromptQuality? QualityOf(string text, PromptQuality? refused)
        {
            try
            {
                return FallbackQuality.Of(submission, text, refused);
            }
            catch (Exception failure)
            {
                LogNotChecked(ticket.Key.TaskId, ticket.Key.UserId, failure.GetType());
                return null;
            }
        }
    }

    private async Task<(PromptWriterResult Result, int Rewrites)> Write(PromptTaskTicket ticket, PromptSubmission submission, NamedTemplate? template, bool holdsText, CancellationToken stopping)
    {
        using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = new CancellationTokenSource();
        var relay = new TextRelay(grains.ByKey<IPromptTaskAttemptGrain>(ticket.Key.ToString()), ticket.Attempt, WatchedInterval, failure => LogNotRelayed(failure, ticket.Key.TaskId, ticket.Key.UserId), clock);
        var relaying = relay.Run(unwanted.Cancel, done.Token);
        Interlocked.Increment(ref _writing);
        try
        {
            var result = await writer.Write(submission, template?.Text, holdsText ? new WithheldText() : relay.Text, unwanted.Token);
            return (result, relay.Text.Rewrites);
        }
        finally
        {
            Interlocked.Decrement(ref _writing);
            done.Cancel();
            await relaying;
        }
    }

    /// <summary>Text flows about twenty times a second, and less often the more generations there are.</summary>
    private TimeSpan WatchedInterval() => TimeSpan.FromMilliseconds(Math.Clamp(_writing / 10, 50, 500));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {TaskId} of {UserId}: the model wrote no prompt ({Reason}, HTTP status {Status}, {Exception}), the fallback answers")]
    private partial void LogFallback(Guid taskId, string userId, string reason, int? status, string? exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Task {TaskId} of {UserId}: the fallback could not be checked ({Exception}); it is delivered without")]
    private partial void LogNotChecked(Guid taskId, string userId, Type exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {TaskId} of {UserId}: its text could not be passed on to its readers")]
    private partial void LogNotRelayed(Exception failure, Guid taskId, string userId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {TaskId} of {UserId}: interrupted {Attempts} times, the fallback answers")]
    private partial void LogTooManyAttempts(Guid taskId, string userId, int attempts);
}
