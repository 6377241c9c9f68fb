using PromptGen.Models;
using PromptGen.PromptTasks;

namespace PromptGen.Silo.Running;

/// <summary>The work of one attempt: each step is reported to the task, which says whether to go on.</summary>
public sealed class PromptTaskWork(
    IGrainFactory grains,
    GrainCalls calls,
    BusinessTemplates templates,
    PromptGeneration generation)
{
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

        var result = await generation.Generate(ticket, start.Starts, submission, template, stopping);
        return await calls.Retry(() => task.Finish(ticket.Attempt, result), CancellationToken.None);
    }
}
