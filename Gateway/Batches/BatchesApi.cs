using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using PromptGen.Gateway.Generations;
using PromptGen.Gateway.Http;
using PromptGen.Gateway.Webhooks;
using PromptGen.ServiceDefaults.Security;
using PromptGen.Webhooks;

namespace PromptGen.Gateway.Batches;

/// <summary>The routes of batches.</summary>
public static class BatchesApi
{
    private const string Path = $"{GenerationsApi.Prefix}/generate-prompt-batch";
    private const int MaxBody = 8 * 1024 * 1024;

    /// <summary>Maps them.</summary>
    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).RequireAuthorization().WithTags("Batches")
            .Refuses(StatusCodes.Status401Unauthorized)
            .Refuses(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/", Start).WithName("startBatch")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .ReadsJson<BatchRequest>(ErrorCodes.InvalidManualPrompts, ErrorCodes.PromptTooLong, ErrorCodes.InvalidBusinessType, ErrorCodes.InvalidLanguage, ErrorCodes.InvalidTimeoutSeconds, ErrorCodes.InvalidMetadata, ErrorCodes.InvalidCallbackUrl, ErrorCodes.InvalidIdempotencyKey)
            .SkipsCache()
            .Produces<BatchStartedBody>(StatusCodes.Status202Accepted).SendsWhereToFollow()
            .MaySendRateLimit(StatusCodes.Status202Accepted, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable)
            .Refuses(StatusCodes.Status422UnprocessableEntity, ErrorCodes.IdempotencyKeyReused)
            .Refuses(StatusCodes.Status429TooManyRequests, ErrorCodes.RateLimited, ErrorCodes.TooManyTasks)
            .Refuses(StatusCodes.Status503ServiceUnavailable, ErrorCodes.Busy)
            .TakesHeader("Idempotency-Key", "1 to 255 visible ASCII characters: the same key with the same body is the same batch, however often it is sent.")
            .CallsBack("callback_url");
        group.MapGet("/{batchId}", Get).WithName("getBatch").TakesId("batchId").Produces<BatchBody>().SendsState().Refuses(StatusCodes.Status404NotFound, ErrorCodes.BatchNotFound);
        group.MapPost("/{batchId}/cancel", Cancel).WithName("cancelBatch").TakesId("batchId").Produces<BatchBody>().SendsState()
            .Refuses(StatusCodes.Status404NotFound, ErrorCodes.BatchNotFound)
            .Refuses(StatusCodes.Status409Conflict, ErrorCodes.AlreadyFinished);
    }

    private static RouteHandlerBuilder SendsState(this RouteHandlerBuilder route) => route
        .SendsCacheControl("no-cache, private")
        .MaySend(StatusCodes.Status200OK, HeaderNames.RetryAfter, "While not all have ended: seconds after which to ask again.", JsonSchemaType.Integer);

    /// <summary>Starts up to a hundred generations, all of them or none.</summary>
    /// <remarks>What was answered with 202 reaches an end, each generation its own. They count one by one for the rate limit: a batch is taken while one start is left, and owes the rest.</remarks>
    public static async Task<IResult> Start(HttpContext context, IGrainFactory grains, Withdrawals withdrawals, IOptions<GenerationOptions> limits, IOptions<WebhookTargets> targets)
    {
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        var (requests, invalid) = BatchRequest.Parse(body, limits.Value);
        if (requests is null)
            return invalid!;
        var (callback, badCallback) = CallbackUrl.Parse(body, targets.Value);
        if (badCallback is not null)
            return badCallback;
        var (idempotencyKey, badKey) = IdempotencyKey.Read(context.Request);
        if (badKey is not null)
            return badKey;

        var userId = context.User.UserId();
        // No key of a start is one of a batch.
        var key = new PromptBatchKey(userId, idempotencyKey is null ? Guid.NewGuid() : IdempotencyKey.IdOf(userId, $"batch {idempotencyKey}"));
        var batch = new PromptBatch(
            [.. requests.Select(request => StartApi.Submission(context, request))],
            idempotencyKey is null ? null : RequestFingerprint.Of([.. requests.Select(request => request with { CallbackUrl = callback })]),
            callback);
        var result = await Submit(grains.ByKey<IPromptBatchGrain>(key.ToString()), key, batch, withdrawals);
        if (StartRefusal.Answer(context, result) is { } refusal)
            return refusal;
        return result.Outcome == SubmitOutcome.KeyReused
            ? IdempotencyKey.Reused()
            : Started(context, key, batch.Items.Count, isReplay: result.Outcome == SubmitOutcome.Replayed && idempotencyKey is not null);
    }

    /// <summary>The state of a batch, and of each of its generations.</summary>
    /// <param name="context">The request.</param>
    /// <param name="batchId">The id that the start was answered with.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Get(HttpContext context, string batchId, IGrainFactory grains) =>
        TryBatch(context, batchId, out var key) && await Read(grains, key) is { } body ? Answer(context, body) : NotFound();

    /// <summary>Stops the generations of a batch that have not ended.</summary>
    /// <param name="context">The request.</param>
    /// <param name="batchId">The id that the start was answered with.</param>
    /// <param name="grains">The cluster.</param>
    public static async Task<IResult> Cancel(HttpContext context, string batchId, IGrainFactory grains)
    {
        if (!TryBatch(context, batchId, out var key))
            return NotFound();
        var cancelled = await grains.ByKey<IPromptBatchGrain>(key.ToString()).Cancel(CancelReason.Requested);
        if (cancelled is false)
            return Problems.Create(StatusCodes.Status409Conflict, "All generations of the batch have already finished", ErrorCodes.AlreadyFinished);
        return cancelled is true && await Read(grains, key) is { } body ? Answer(context, body) : NotFound();
    }

    /// <summary>Submits; where no answer comes, nobody will ask for a batch without a key.</summary>
    private static async Task<SubmitResult> Submit(IPromptBatchGrain grain, PromptBatchKey key, PromptBatch batch, Withdrawals withdrawals)
    {
        try
        {
            return await grain.Submit(batch);
        }
        catch (Exception failure)
        {
            if (batch.Fingerprint is null)
                _ = withdrawals.Begin(() => grain.Cancel(CancelReason.Withdrawn), key.BatchId, key.UserId);
            if (failure.IsTransient())
                throw new OutcomeUnknownException("batch_id", key.BatchId, failure);
            throw;
        }
    }

    private static async Task<BatchBody?> Read(IGrainFactory grains, PromptBatchKey key)
    {
        if (await grains.ByKey<IPromptBatchGrain>(key.ToString()).GetView() is not { } batch)
            return null;
        var tasks = await Task.WhenAll(Enumerable.Range(0, batch.Ends.Count).Select(index => grains.PromptTask(key.Item(index)).GetStatus()));
        return BatchBody.From(key, batch, tasks);
    }

    private static IResult Started(HttpContext context, PromptBatchKey key, int total, bool isReplay)
    {
        var statusUrl = $"{Path}/{key.BatchId:D}/";
        context.Response.Headers.Location = statusUrl;
        context.Response.Headers.RetryAfter = "1";
        if (isReplay)
            IdempotencyKey.MarkReplayed(context.Response);
        var tasks = Enumerable.Range(0, total).Select(index => key.Item(index).TaskId).Select(taskId => new BatchTaskBody(taskId, StartApi.StatusUrl(taskId)));
        return TypedResults.Json(
            new BatchStartedBody(true, key.BatchId, PromptTaskStatus.Queued, total, [.. tasks], statusUrl),
            BatchesJson.Web.BatchStartedBody,
            statusCode: StatusCodes.Status202Accepted);
    }

    private static IResult Answer(HttpContext context, BatchBody body)
    {
        context.Response.Headers.CacheControl = "no-cache, private";
        if (!body.Status.IsTerminal())
            context.Response.Headers.RetryAfter = "1";
        return TypedResults.Json(body, BatchesJson.Web.BatchBody);
    }

    private static bool TryBatch(HttpContext context, string batchId, out PromptBatchKey key)
    {
        key = default;
        if (!Guid.TryParseExact(batchId, "D", out var id))
            return false;
        key = new PromptBatchKey(context.User.UserId(), id);
        return true;
    }

    private static IResult NotFound() =>
        Problems.Create(StatusCodes.Status404NotFound, "Batch not found. It may have expired or never existed.", ErrorCodes.BatchNotFound);
}
