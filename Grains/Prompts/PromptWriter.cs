using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PromptGen.Llm;

namespace PromptGen.Prompts;

/// <summary>Asks the model for a prompt and passes its text on as it arrives. To wait for a model that is busy or down is the caller's part.</summary>
public sealed partial class PromptWriter
{
    private readonly IChatClient? _client;
    private readonly ModelRoster _roster;
    private readonly UnpaidTokens _unpaid;
    private readonly ModelOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="client">The model; null where none is configured.</param>
    /// <param name="roster">Which models there are.</param>
    /// <param name="unpaid">Counts what answers used that became no prompt.</param>
    /// <param name="options">How patient to be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Gets what is odd, never a text.</param>
    internal PromptWriter(IChatClient? client, ModelRoster roster, UnpaidTokens unpaid, IOptions<ModelOptions> options, TimeProvider time, ILogger<PromptWriter> logger) =>
        (_client, _roster, _unpaid, _options, _time, _logger) = (client, roster, unpaid, options.Value, time, logger);

    /// <summary>
    /// One attempt: the models are asked in their order until one answers, and that one once more where its answer was cut or broke off, and once more where
    /// something is wrong with it: see <see cref="PromptReview"/>.
    /// Whatever they do ends in a result; <see cref="OperationCanceledException"/> is thrown only if <paramref name="cancellation"/> was
    /// cancelled, which also closes the connection to the model.
    /// </summary>
    /// <param name="submission">What the user asks for.</param>
    /// <param name="template">The business template, if there is one.</param>
    /// <param name="live">Takes in each piece of text as it arrives, and is restarted after a text that did not become the prompt. What it throws is passed through.</param>
    /// <param name="left">How long all of it may take.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<PromptWriterResult> WriteAsync(
        PromptSubmission submission, string? template, ILiveText live, TimeSpan left, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_client is null)
            return new PromptWriterResult.Failed(ModelFailureReason.NotConfigured);

        var messages = PromptInstruction.Build(submission, template);
        using var deadline = new CancellationTokenSource(left, _time);
        var reader = new ModelReader(_client, live, _unpaid, deadline.Token, cancellation);

        ModelFailure? failure = null;
        foreach (var model in _roster.ToAsk())
        {
            (var written, failure) = await AskTwice(reader, model, messages);
            if (written is not null)
            {
                _roster.Worked(model);
                if (written.Usage.Disbelieved is { } reported)
                    LogDisbelieved(model, reported, written.Usage.TotalTokens);
                var review = new PromptReview(PromptInstruction.Sources(submission, template), live, _unpaid);
                return _options.Provider is ModelProviders.Demo
                    ? review.Look(written) with { Origin = PromptOrigin.Demo }
                    : await review.Pass(written, wrong => Ask(reader, PromptInstruction.Repair(messages, written.Text, wrong), Request(model)));
            }

            if (failure!.IsStaged || !_roster.IsPassedOver(model, failure) || deadline.IsCancellationRequested)
                break;
        }

        return new PromptWriterResult.Failed(failure!.Reason, failure.RetryAfter, failure.Status, failure.Exception) { IsStaged = failure.IsStaged };
    }

    private async Task<ModelOutcome> AskTwice(ModelReader reader, string model, IReadOnlyList<ChatMessage> messages)
    {
        var request = Request(model);
        var first = await Ask(reader, messages, request);
        return first.Failure switch
        {
            { IsStaged: true } => first,
            { Reason: ModelFailureReason.TruncatedStream } => await Ask(reader, messages, request),
            { Reason: ModelFailureReason.Cut } => await Ask(reader, PromptInstruction.Shorter(messages, _options.MaxOutputTokens), request),
            _ => first,
        };
    }

    private ChatOptions Request(string model) => new() { ModelId = model, Temperature = ModelFamily.Temperature(model), MaxOutputTokens = _options.MaxOutputTokens };

    private async Task<ModelOutcome> Ask(ModelReader reader, IReadOnlyList<ChatMessage> messages, ChatOptions request)
    {
        var began = _time.GetTimestamp();
        var outcome = await reader.AskAsync(messages, request);
        return outcome.Written is { } written ? outcome with { Written = written with { ResponseTime = _time.GetElapsedTime(began) } } : outcome;
    }

    [LoggerMessage(EventId = 2, EventName = "UsageDisbelieved", Level = LogLevel.Warning,
        Message = "The model {Model} reports {Reported} tokens, more than a call can use: {Estimated} are counted")]
    private partial void LogDisbelieved(string model, long reported, int estimated);
}
