using Microsoft.Extensions.Options;
using PromptGen.Gateway.Errors;
using PromptGen.Gateway.Web;
using PromptGen.Silo.Security;

namespace PromptGen.Gateway.Generations;

/// <summary>The answer to a start.</summary>
/// <param name="Success">True.</param>
/// <param name="TaskId">The task's id.</param>
/// <param name="Status"><c>queued</c>.</param>
/// <param name="Message">The original's words.</param>
/// <param name="StatusUrl">Where to follow it.</param>
public sealed record StartedBody(bool Success, Guid TaskId, PromptTaskStatus Status, string Message, string StatusUrl);

/// <summary>Starts generations.</summary>
public static class StartApi
{
    private const string Message = "Prompt generation started. Use task_id to check status.";

    /// <summary><c>POST generate-prompt-async/</c>: when 202 leaves, the task is durable.</summary>
    public static async Task<IResult> Start(HttpContext context, IGrainFactory grains, IOptions<GenerationOptions> limits)
    {
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        var (request, invalid) = GenerationRequest.Parse(body, limits.Value);
        if (request is null)
            return invalid!;
        var (idempotencyKey, badKey) = IdempotencyKey.Read(context.Request);
        if (badKey is not null)
            return badKey;

        var userId = context.User.UserId();
        var key = new PromptTaskKey(userId, idempotencyKey is null ? Guid.NewGuid() : IdempotencyKey.TaskId(userId, idempotencyKey));
        var result = await grains.PromptTask(key).Submit(Submission(context, request) with
        {
            Timeout = request.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Fingerprint = idempotencyKey is null ? null : request.Fingerprint(),
        });
        if (StartRefusal.Answer(context, result) is { } refusal)
            return refusal;
        return result.Outcome switch
        {
            SubmitOutcome.KeyReused => Problems.Create(StatusCodes.Status422UnprocessableEntity,
                "This Idempotency-Key was used before with another request", "idempotency_key_reused"),
            var outcome => Started(context, key.TaskId, isReplay: outcome == SubmitOutcome.Replayed && idempotencyKey is not null),
        };
    }

    /// <summary>What the grain is asked for; the body's business type wins over the token's.</summary>
    internal static PromptSubmission Submission(HttpContext context, GenerationRequest request) => new()
    {
        ManualPrompt = request.ManualPrompt,
        BusinessType = request.BusinessType ?? context.User.FindFirst("business_type")?.Value,
    };

    private static IResult Started(HttpContext context, Guid taskId, bool isReplay)
    {
        var statusUrl = $"{GenerationsApi.Prefix}/generate-prompt-async/status/{taskId:D}/";
        context.Response.Headers.Location = statusUrl;
        context.Response.Headers.RetryAfter = "1";
        if (isReplay)
            context.Response.Headers["Idempotent-Replayed"] = "true";
        return TypedResults.Json(
            new StartedBody(true, taskId, PromptTaskStatus.Queued, Message, statusUrl),
            ApiJson.Web.StartedBody,
            statusCode: StatusCodes.Status202Accepted);
    }
}
