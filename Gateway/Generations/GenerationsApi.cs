using PromptGen.Gateway.Http;
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
        var group = routes.MapGroup(Prefix).RequireAuthorization().WithTags("Generations");
        group.MapPost("/generate-prompt-async", StartApi.Start)
            .WithJsonBody<GenerationRequest>()
            .Produces<StartedBody>(StatusCodes.Status202Accepted)
            .WithSummary("Starts a generation and answers at once; follow status_url.");
        group.MapGet("/generate-prompt-async/status/{taskId}", StatusApi.Get)
            .Produces<StatusBody>()
            .Produces(StatusCodes.Status304NotModified)
            .WithSummary("The state of a generation; ?wait=SECONDS waits for it to change.");
        group.MapPost("/generate-prompt-async/{taskId}/cancel", CancelApi.Cancel)
            .Produces<StatusBody>()
            .WithSummary("Stops a generation; what a reader of its events had of the text is charged, all else is released.");
        group.MapGet("/generate-prompt-async/{taskId}/events", EventsApi.Get)
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .WithSummary("Live events: status, delta, reset, and at last completed, failed or cancelled.");
        group.MapPost("/generate-prompt", SynchronousApi.Generate)
            .WithJsonBody<GenerationRequest>()
            .Produces<SynchronousBody>()
            .WithSummary("Generates a prompt within the request (legacy).");
    }

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
