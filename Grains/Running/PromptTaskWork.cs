using PromptGen.PromptTasks;
using PromptGen.Prompts;

namespace PromptGen.Running;

/// <summary>The work of one attempt: each step is reported to the task, which says whether to go on.</summary>
public sealed class PromptTaskWork(
    IGrainFactory grains,
    GrainCalls calls,
    BusinessTemplates templates,
    PromptGeneration generation)
{
    /// <summary>Begins an attempt, up to where the model is asked. It may be repeated, and fails soon: it holds a place that others wait for.</summary>
    /// <param name="ticket">The attempt.</param>
    /// <param name="stopping">Cancelled when the task has become terminal by itself.</param>
    public Task<AttemptStart> Begin(PromptTaskTicket ticket, CancellationToken stopping)
    {
        var task = Grain(ticket);
        return calls.RetryFewTimes(() => task.Start(ticket.Attempt), stopping);
    }

    /// <summary>Generates for an attempt that goes on.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled, or the task said it wants no more.</exception>
    public Task<GeneratedPrompt> Generate(PromptTaskTicket ticket, AttemptStart start, CancellationToken stopping) =>
        generation.Generate(ticket, start.Starts, start.Submission!, TemplateOf(start), start.HoldsText, stopping);

    /// <summary>Silos of older versions pass on only what administrators have set.</summary>
    private NamedTemplate? TemplateOf(AttemptStart start) => start switch
    {
        { Submission.PreviousPrompt: not null } => null,
        { Template: { } text } => new NamedTemplate(start.TemplateName ?? start.Submission!.BusinessType!, text),
        _ => templates.Find(start.Submission!.BusinessType, BusinessPrompts.LanguageOf(start.Submission)),
    };

    /// <summary>Hands the result in, as long as it takes.</summary>
    public Task<AttemptVerdict> Finish(PromptTaskTicket ticket, GeneratedPrompt result)
    {
        var task = Grain(ticket);
        return calls.Retry(() => task.Finish(ticket.Attempt, result), CancellationToken.None);
    }

    /// <summary>Asks a task that wants no more what became of it.</summary>
    public Task<AttemptVerdict> Ask(PromptTaskTicket ticket, CancellationToken stopping)
    {
        var task = Grain(ticket);
        return calls.Retry(() => task.Advance(ticket.Attempt, PromptTaskStep.WaitingForModel), stopping);
    }

    private IPromptTaskAttemptGrain Grain(PromptTaskTicket ticket) => grains.ByKey<IPromptTaskAttemptGrain>(ticket.Key.ToString());
}
