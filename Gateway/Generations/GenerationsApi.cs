using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using PromptGen.Bodies;
using PromptGen.Gateway.Http;
using PromptGen.Gateway.Webhooks;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Generations;

/// <summary>The routes of generations.</summary>
public static class GenerationsApi
{
    /// <summary>Where the original's clients expect them.</summary>
    public const string Prefix = "/api/v1/web-knowledge";

    /// <summary>Maps them.</summary>
    public static void MapGenerations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Prefix).RequireAuthorization().WithTags("Generations")
            .Refuses(StatusCodes.Status401Unauthorized)
            .Refuses(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/generate-prompt-async", StartApi.Start).WithName("startGeneration")
            .Starts<GenerationRequest>(ErrorCodes.InvalidCallbackUrl, ErrorCodes.InvalidIdempotencyKey)
            .Produces<StartedBody>(StatusCodes.Status202Accepted).SendsWhereToFollow()
            .MaySendRateLimit(StatusCodes.Status202Accepted, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable)
            .Refuses(StatusCodes.Status422UnprocessableEntity, ErrorCodes.IdempotencyKeyReused)
            .TakesHeader("Idempotency-Key", "1 to 255 visible ASCII characters: the same key with the same body is the same task, however often it is sent.")
            .CallsBack("callback_url");
        group.MapGet("/generate-prompt-async", ListApi.Get).WithName("listGenerations")
            .Produces<ListBody>().SendsCacheControl("no-cache, private")
            .Refuses(StatusCodes.Status400BadRequest, ErrorCodes.InvalidLimit, ErrorCodes.InvalidCursor)
            .TakesLimit()
            .TakesQuery("cursor", "The next of the page before.");
        group.MapPost("/generate-prompt", SynchronousApi.Generate).WithName("generatePrompt").Starts<SynchronousRequest>()
            .Produces<SynchronousBody>()
            .MaySendRateLimit(StatusCodes.Status200OK, StatusCodes.Status402PaymentRequired, StatusCodes.Status409Conflict, StatusCodes.Status429TooManyRequests,
                StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout)
            .Refuses(StatusCodes.Status402PaymentRequired, typeof(PaymentRequiredBody),
                PromptTaskErrorCodes.NoSubscription, PromptTaskErrorCodes.SubscriptionDeactivated, PromptTaskErrorCodes.SubscriptionExpired, PromptTaskErrorCodes.NoTokensRemaining, PromptTaskErrorCodes.InsufficientTokens)
            .Refuses(StatusCodes.Status409Conflict, ErrorCodes.Cancelled)
            .Refuses(StatusCodes.Status504GatewayTimeout, PromptTaskErrorCodes.DeadlineExceeded);

        group.MapPost("/estimate", EstimateApi.Estimate).WithName("estimateGeneration").ReadsGeneration<EstimateRequest>().Produces<EstimateBody>();
        group.MapGet("/business-types", BusinessTypesApi.Get).WithName("listBusinessTypes").Produces<BusinessTypesBody>().SendsCacheControl("no-cache, private");

        var tasks = group.MapGroup("/generate-prompt-async").Refuses(StatusCodes.Status404NotFound, typeof(TaskNotFound));
        tasks.MapGet("/status/{taskId}", StatusApi.Get).WithName("getGeneration").TakesId("taskId")
            .Produces<StatusBody>().SendsState(StatusCodes.Status200OK)
            .Produces(StatusCodes.Status304NotModified).SendsState(StatusCodes.Status304NotModified)
            .Refuses(StatusCodes.Status400BadRequest, ErrorCodes.InvalidWait)
            .TakesQuery("wait", "Seconds from 0 to 30: answer as soon as the task differs from If-None-Match, without that as soon as it has ended; at the latest after this time.", JsonSchemaType.Number, 0, StatusApi.MaxWaitSeconds)
            .TakesQuery("include", "`input`: also what was asked for (`manual_prompt`, `business_type`, `language`).")
            .TakesHeader("Prefer", "`wait=SECONDS` asks for the same; more than 30 is taken as 30.")
            .TakesHeader("If-None-Match", "The ETag of the last answer: 304 while the task is as it was.");
        tasks.MapPost("/{taskId}/cancel", CancelApi.Cancel).WithName("cancelGeneration").TakesId("taskId")
            .Produces<StatusBody>().SendsState(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status409Conflict, ErrorCodes.AlreadyFinished);
        tasks.MapPost("/{taskId}/refine", RefineApi.Refine).WithName("refineGeneration").TakesId("taskId")
            .ReadsJson<RefineRequest>(ErrorCodes.PromptTooLong, ErrorCodes.InvalidFeedback, ErrorCodes.InvalidPrompt, ErrorCodes.InvalidLanguage, ErrorCodes.InvalidTimeoutSeconds, ErrorCodes.InvalidMetadata, ErrorCodes.InvalidCallbackUrl, ErrorCodes.InvalidIdempotencyKey)
            .Produces<StartedBody>(StatusCodes.Status202Accepted).SendsWhereToFollow()
            .MaySendRateLimit(StatusCodes.Status202Accepted, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable)
            .Refuses(StatusCodes.Status409Conflict, ErrorCodes.NotFinished)
            .Refuses(StatusCodes.Status422UnprocessableEntity, ErrorCodes.IdempotencyKeyReused)
            .RefusesStarts()
            .TakesHeader("Idempotency-Key", "1 to 255 visible ASCII characters: the same key with the same body is the same task, however often it is sent.")
            .CallsBack("callback_url");
        tasks.MapDelete("/{taskId}", DeleteApi.Delete).WithName("deleteGeneration").TakesId("taskId")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(StatusCodes.Status409Conflict, ErrorCodes.NotFinished);
        tasks.MapGet("/{taskId}/events", EventsApi.Get).WithName("readGenerationEvents").TakesId("taskId")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").SendsEvents().SendsCacheControl("no-store, no-transform")
            .Sends(StatusCodes.Status200OK, "X-Accel-Buffering", "`no`, which asks proxies to pass each event on at once.")
            .Produces(StatusCodes.Status204NoContent)
            .TakesHeader("Last-Event-ID", "Where to go on: the id of the last event that was read.");
    }

    /// <summary>What all starts are refused for.</summary>
    private static RouteHandlerBuilder Starts<TBody>(this RouteHandlerBuilder route, params string[] codes) => route
        .ReadsGeneration<TBody>(codes)
        .SkipsCache()
        .RefusesStarts();

    /// <summary>What a body is refused for that says what to generate.</summary>
    private static RouteHandlerBuilder ReadsGeneration<TBody>(this RouteHandlerBuilder route, params string[] codes) => route.ReadsJson<TBody>(
    [
        ErrorCodes.PromptTooLong, ErrorCodes.InvalidBusinessType, ErrorCodes.InvalidLanguage, ErrorCodes.InvalidPreviousPrompt, ErrorCodes.InvalidFeedback, ErrorCodes.InvalidTimeoutSeconds,
        ErrorCodes.InvalidMetadata, .. codes,
    ]);

    private static RouteHandlerBuilder RefusesStarts(this RouteHandlerBuilder route) => route
        .Refuses(StatusCodes.Status429TooManyRequests, ErrorCodes.RateLimited, ErrorCodes.TooManyTasks)
        .Refuses(StatusCodes.Status503ServiceUnavailable, ErrorCodes.Busy);

    /// <summary>Describes how a start asks for a result of its own.</summary>
    internal static RouteHandlerBuilder SkipsCache(this RouteHandlerBuilder route) =>
        route.TakesHeader("Cache-Control", "`no-cache`: the model is asked, also where the same was written before and is kept.");

    private static RouteHandlerBuilder SendsState(this RouteHandlerBuilder route, int status) => route
        .Sends(status, HeaderNames.ETag, "Which state this is: to be sent as If-None-Match.")
        .SendsCacheControl("no-cache, private", status)
        .MaySend(status, HeaderNames.RetryAfter, "While it is not done: seconds after which to ask again.", JsonSchemaType.Integer);

    /// <summary>Reads a task id of a route; a malformed one names no task.</summary>
    internal static bool TryTask(HttpContext context, string taskId, out PromptTaskKey key)
    {
        key = default;
        if (!Guid.TryParseExact(taskId, "D", out var id))
            return false;
        key = new PromptTaskKey(SecurityExtensions.UserId(context.User), id);
        return true;
    }

    /// <summary>The one answer for unknown, expired, malformed and other users' tasks.</summary>
    internal static IResult NotFound() => TaskNotFound.Answer();
}
