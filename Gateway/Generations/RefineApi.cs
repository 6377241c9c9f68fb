using Microsoft.Extensions.Options;
using PromptGen.Gateway.Http;
using PromptGen.Webhooks;

namespace PromptGen.Gateway.Generations;

/// <summary>Starts generations that go on from others.</summary>
public static class RefineApi
{
    /// <summary>Changes the prompt of a generation by what you say, or generates once more.</summary>
    /// <remarks>
    /// A new generation, with a charge and an end of its own, from the same notes and the prompt of the one that has ended; that one stays as it is. One that ended without a prompt is begun anew.
    /// </remarks>
    /// <param name="context">The request.</param>
    /// <param name="taskId">The id that the start was answered with.</param>
    /// <param name="grains">The cluster.</param>
    /// <param name="withdrawals">Takes starts back.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="targets">Where webhooks may go.</param>
    public static async Task<IResult> Refine(
        HttpContext context, string taskId, IGrainFactory grains, Withdrawals withdrawals, IOptions<GenerationOptions> limits, IOptions<WebhookTargets> targets)
    {
        if (!GenerationsApi.TryTask(context, taskId, out var refined))
            return GenerationsApi.NotFound();
        var (request, idempotencyKey, problem) = await StartApi.Read(context, body => RefineRequest.Parse(body, limits.Value), targets.Value);
        if (request is null)
            return problem!;

        var key = StartApi.NewKey(context, idempotencyKey);
        var (task, fingerprint) = (grains.PromptTask(key), idempotencyKey is null ? null : RequestFingerprint.Of(request, refined.TaskId));
        // The key is remembered for longer than what it went on from can be read.
        if (fingerprint is not null && await task.Repeat(fingerprint) is { } known)
            return StartApi.Answer(context, key.TaskId, known, isKeyed: true);
        switch (await grains.PromptTask(refined).GetInput())
        {
            case null:
                return GenerationsApi.NotFound();
            case { } input when !input.Status.IsTerminal():
                return Problems.Create(StatusCodes.Status409Conflict, "The generation has not finished yet", ErrorCodes.NotFinished);
            case { } input:
                var submission = Submission(context, request, input, refined.TaskId) with { Fingerprint = fingerprint };
                return StartApi.Answer(context, key.TaskId, await StartApi.Submit(task, key, submission, withdrawals), fingerprint is not null);
        }
    }

    private static PromptSubmission Submission(HttpContext context, GenerationRequest request, PromptTaskInput from, Guid refines)
    {
        var before = from.Submission;
        var asked = StartApi.Submission(context, request) with
        {
            ManualPrompt = before.ManualPrompt,
            BusinessType = before.BusinessType,
            Language = request.Language ?? before.Language,
            Refines = refines,
        };
        return request.Feedback is not null
            ? asked with { PreviousPrompt = request.PreviousPrompt ?? from.Prompt }
            // Once more what was asked for before.
            : asked with { PreviousPrompt = before.PreviousPrompt, Feedback = before.Feedback };
    }
}
