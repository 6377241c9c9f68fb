using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Polly;
using PromptGen.Llm;
using PromptGen.Prompts;
using PromptGen.Prompts.Checks;

namespace PromptGen.Evaluation.Asking;

/// <summary>Has the model write prompts, several at once, each as a silo would have it written.</summary>
internal sealed class Evaluator(IServiceProvider services, EvaluationOptions options)
{
    // A model that refuses so many, and answered none, refuses all.
    private const int GivesUpAfter = 5;

    private readonly PromptWriter _writer = services.GetRequiredService<PromptWriter>();
    private readonly BusinessTemplates _templates = services.GetRequiredService<BusinessTemplates>();
    private readonly ModelOptions _model = services.GetRequiredService<IOptions<ModelOptions>>().Value;
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();

    /// <summary>Asks about all of them; about some where it is stopped, or the model answers nothing.</summary>
    public async Task<IReadOnlyList<Outcome>> RunAsync(IReadOnlyList<Subject> subjects, CancellationToken cancellation)
    {
        using var watch = new UnpaidWatch();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var patience = BusyModel.Patience(_model.RetryDelay);
        var outcomes = new Outcome?[subjects.Count];
        var (ended, answered) = (0, 0);
        try
        {
            await Parallel.ForEachAsync(subjects.Index(), new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = stop.Token }, async (subject, token) =>
            {
                var outcome = outcomes[subject.Index] = await AskAsync(subject.Item, patience, token);
                if (outcome.IsAnswered)
                    Interlocked.Increment(ref answered);
                if (Interlocked.Increment(ref ended) is var done && done >= GivesUpAfter && Volatile.Read(ref answered) == 0)
                    await stop.CancelAsync();
                if (done % 10 == 0)
                    await Console.Error.WriteLineAsync($"{done} of {subjects.Count}");
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What there is counts.
        }

        return [.. outcomes.OfType<Outcome>()];
    }

    private async Task<Outcome> AskAsync(Subject subject, ResiliencePipeline<PromptWriterResult> patience, CancellationToken cancellation)
    {
        var submission = subject.Submission;
        var template = _templates.Find(submission.BusinessType, BusinessPrompts.LanguageOf(submission));
        var (writing, began) = (Writing.Begin(), 0L);
        var result = await patience.ExecuteAsync(async token =>
        {
            began = _clock.GetTimestamp();
            return await _writer.WriteAsync(submission, template?.Text, writing, _model.TotalTimeout, token);
        }, cancellation);
        var time = _clock.GetElapsedTime(began);
        writing.Ended(result);

        var delivered = result is PromptWriterResult.Written written ? written.Text : FallbackPrompt.Of(submission, template?.Text);
        if (options.Texts is { } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{subject.Id}.md"), delivered, cancellation);
        return new(subject, template?.Id, result, delivered)
        {
            First = writing.First,
            Report = writing.First is { } first ? PromptCheck.Check(PromptInstruction.Sources(submission, template?.Text), first) : null,
            IsTrimmed = writing.IsTrimmed,
            Time = time,
            UnpaidTokens = writing.Unpaid,
        };
    }
}
