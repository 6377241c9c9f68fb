using System.Text.Json;
using Microsoft.Extensions.Options;
using PromptGen.Gateway.Http;
using PromptGen.Gateway.Webhooks;
using PromptGen.ServiceDefaults.Security;
using PromptGen.Webhooks;

namespace PromptGen.Gateway.Generations;

/// <summary>The answer to a start.</summary>
/// <param name="Success">True.</param>
/// <param name="TaskId">The task's id.</param>
/// <param name="Status"><c>queued</c>.</param>
/// <param name="Message">The original's words.</param>
/// <param name="StatusUrl">Where to follow it.</param>
/// <example>
/// {"success":true,"task_id":"4be0643f-1d98-573b-97cd-ca98a65347dd","status":"queued","message":"Prompt generation started. Use task_id to check status.","status_url":"/api/v1/web-knowledge/generate-prompt-async/status/4be0643f-1d98-573b-97cd-ca98a65347dd/"}
/// </example>
public sealed record StartedBody(bool Success, Guid TaskId, PromptTaskStatus Status, string Message, string StatusUrl);

/// <summary>Starts generations.</summary>
public static class StartApi
{
    private const string Message = "Prompt generation started. Use task_id to check status.";

    /// <summary>Starts a generation and answers at once; follow <c>status_url</c>.</summary>
    /// <remarks>What was answered with 202 reaches an end, whatever dies next. Any other answer means that nothing was started.</remarks>
    public static async Task<IResult> Start(
        HttpContext context, IGrainFactory grains, Withdrawals withdrawals, IOptions<GenerationOptions> limits, IOptions<WebhookTargets> targets)
    {
        var (request, idempotencyKey, problem) = await Read(context, body => GenerationRequest.Parse(body, limits.Value), targets.Value);
        if (request is null)
            return problem!;

        var key = NewKey(context, idempotencyKey);
        var submission = Submission(context, request) with
        {
            Fingerprint = idempotencyKey is null ? null : request.Fingerprint(),
        };
        return Answer(context, key.TaskId, await Submit(grains.PromptTask(key), key, submission, withdrawals), idempotencyKey is not null);
    }

    /// <summary>What a start, or a refinement, asks for, and its idempotency key; a problem where that cannot be.</summary>
    internal static async Task<(GenerationRequest? Request, string? IdempotencyKey, IResult? Problem)> Read(
        HttpContext context, Func<JsonElement, (GenerationRequest?, IResult?)> parse, WebhookTargets targets)
    {
        var (body, unreadable) = await JsonBody.Read(context.Request);
        if (unreadable is not null)
            return (null, null, unreadable);
        var (request, invalid) = parse(body);
        if (request is null)
            return (null, null, invalid);
        var (callback, badCallback) = CallbackUrl.Parse(body, targets);
        if (badCallback is not null)
            return (null, null, badCallback);
        var (idempotencyKey, badKey) = IdempotencyKey.Read(context.Request);
        return badKey is null ? (request with { CallbackUrl = callback }, idempotencyKey, null) : (null, null, badKey);
    }

    /// <summary>The key of a task that is about to be started.</summary>
    internal static PromptTaskKey NewKey(HttpContext context, string? idempotencyKey) =>
        context.User.UserId() is var userId && idempotencyKey is null ? new(userId, Guid.NewGuid()) : new(userId, IdempotencyKey.IdOf(userId, idempotencyKey));

    /// <summary>The answer to a start.</summary>
    internal static IResult Answer(HttpContext context, Guid taskId, SubmitResult result, bool isKeyed) => StartRefusal.Answer(context, result) ?? result.Outcome switch
    {
        SubmitOutcome.KeyReused => IdempotencyKey.Reused(),
        var outcome => Started(context, taskId, isReplay: outcome == SubmitOutcome.Replayed && isKeyed),
    };

    /// <summary>What the grain is asked for; the body's business type wins over the token's.</summary>
    internal static PromptSubmission Submission(HttpContext context, GenerationRequest request) => new()
    {
        ManualPrompt = request.ManualPrompt,
        BusinessType = request.BusinessType ?? context.User.FindFirst("business_type")?.Value,
        Timeout = request.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Metadata = request.Metadata,
        CallbackUrl = request.CallbackUrl,
        Language = request.Language,
        PreviousPrompt = request.PreviousPrompt,
        Feedback = request.Feedback,
        SkipsCache = context.Request.Headers.CacheControl.Any(static value => value?.Contains("no-cache", StringComparison.OrdinalIgnoreCase) is true),
    };

    /// <summary>Submits; where no answer comes, the client is told which task it may have started, and nobody will ask for one without a key.</summary>
    /// <exception cref="OutcomeUnknownException">The cluster or its store could not be reached, or not any more.</exception>
    internal static async Task<SubmitResult> Submit(IPromptTaskGrain task, PromptTaskKey key, PromptSubmission submission, Withdrawals withdrawals)
    {
        try
        {
            return await task.Submit(submission);
        }
        catch (Exception failure)
        {
            if (submission.Fingerprint is null)
                _ = withdrawals.Begin(task, key);
            if (failure.IsTransient())
                throw new OutcomeUnknownException("task_id", key.TaskId, failure);
            throw;
        }
    }

    /// <summary>Where to follow a generation.</summary>
    internal static string StatusUrl(Guid taskId) => $"{GenerationsApi.Prefix}/generate-prompt-async/status/{taskId:D}/";

    private static IResult Started(HttpContext context, Guid taskId, bool isReplay)
    {
        var statusUrl = StatusUrl(taskId);
        context.Response.Headers.Location = statusUrl;
        context.Response.Headers.RetryAfter = "1";
        if (isReplay)
            IdempotencyKey.MarkReplayed(context.Response);
        return TypedResults.Json(
            new StartedBody(true, taskId, PromptTaskStatus.Queued, Message, statusUrl),
            GenerationsJson.Web.StartedBody,
            statusCode: StatusCodes.Status202Accepted);
    }
}
