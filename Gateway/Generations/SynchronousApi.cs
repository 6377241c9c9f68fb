using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PromptGen.Bodies;
using PromptGen.Gateway.Http;
using PromptGen.ServiceDefaults.Security;

namespace PromptGen.Gateway.Generations;

/// <summary>The body of the synchronous route.</summary>
/// <param name="ManualPrompt">The rough lines to work from.</param>
/// <param name="BusinessType">The kind of business; wins over the token's claim.</param>
/// <param name="TimeoutSeconds">Seconds after which an unfinished generation is cancelled, 1–600, and at most the service's own limit for this route.</param>
/// <example>
/// {"manual_prompt":"Cafe Aurora, open 8-18, vegan cakes, +1 555 0100","business_type":"restaurant"}
/// </example>
internal sealed record SynchronousRequest(string ManualPrompt, string? BusinessType = null, double? TimeoutSeconds = null)
{
    /// <inheritdoc cref="GenerationRequest.Metadata" />
    public ImmutableSortedDictionary<string, string>? Metadata { get; init; }

    /// <inheritdoc cref="GenerationRequest.Language" />
    public string? Language { get; init; }

    /// <inheritdoc cref="GenerationRequest.PreviousPrompt" />
    public string? PreviousPrompt { get; init; }

    /// <inheritdoc cref="GenerationRequest.Feedback" />
    public string? Feedback { get; init; }
}

/// <summary>The answer of the synchronous route.</summary>
/// <param name="Success">True.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Message">The original's words.</param>
/// <param name="GeneratedByAi">Whether a model wrote it.</param>
/// <param name="Warning">Says that the fallback answered.</param>
/// <example>
/// {"success":true,"prompt":"You are the assistant of Cafe Aurora.","message":"Prompt generated successfully using AI","generated_by_ai":true}
/// </example>
public sealed record SynchronousBody(bool Success, string Prompt, string Message, bool GeneratedByAi, string? Warning);

/// <summary>The original's first route: the very same task, awaited within the request.</summary>
public static class SynchronousApi
{
    private const string Message = "Prompt generated successfully using AI";

    // The task's deadline comes first; this is for when nobody is there to keep it.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>Generates a prompt within the request (legacy).</summary>
    /// <remarks>A client that goes away cancels the generation.</remarks>
    public static async Task<IResult> Generate(
        HttpContext context, IGrainFactory grains, Withdrawals withdrawals, IOptions<GenerationOptions> options, TimeProvider clock)
    {
        var (body, problem) = await JsonBody.Read(context.Request);
        if (problem is not null)
            return problem;
        var (request, invalid) = GenerationRequest.Parse(body, options.Value);
        if (request is null)
            return invalid!;

        // The limit is the task's own deadline, so it also ends when this gateway is gone.
        var limit = options.Value.SynchronousLimit;
        if (request.TimeoutSeconds is { } seconds && seconds < limit.TotalSeconds)
            limit = TimeSpan.FromSeconds(seconds);
        var key = new PromptTaskKey(context.User.UserId(), Guid.NewGuid());
        var task = grains.PromptTask(key);
        var submission = StartApi.Submission(context, request) with { Timeout = limit, IsAwaited = true };
        var submitted = await StartApi.Submit(task, key, submission, withdrawals);
        if (StartRefusal.Answer(context, submitted) is { } refusal)
            return refusal;

        PromptTaskView? ended = null;
        try
        {
            // A task whose silo is gone is still this request's to wait for.
            ended = await WaitForEnd(task, new TaskWatch(clock, context.RequestAborted) { End = clock.GetUtcNow() + limit + Slack, Patience = limit + Slack });
        }
        finally
        {
            // Nobody waits for it any more, whatever ended the wait.
            if (ended is null)
                _ = withdrawals.Begin(task, key);
        }
        if (ended is not null)
            return Answer(ended);
        return context.RequestAborted.IsCancellationRequested
            ? TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest)
            : Problems.Create(StatusCodes.Status504GatewayTimeout, "The generation was not done in time", PromptTaskErrorCodes.DeadlineExceeded);
    }

    /// <summary>The terminal state; <c>null</c> when the client went away or the time was over before there was one.</summary>
    private static async Task<PromptTaskView?> WaitForEnd(IPromptTaskGrain task, TaskWatch watch)
    {
        var version = 0L;
        await foreach (var view in watch.Ask(slice => task.WaitForChange(version, slice)))
        {
            if (view is null || view.Status.IsTerminal())
                return view;
            version = view.Version;
        }
        return null;
    }

    private static IResult Answer(PromptTaskView view) => view switch
    {
        { Status: PromptTaskStatus.Completed, Result: { Origin: PromptOrigin.Fallback } result } =>
            Ok(new SynchronousBody(true, result.Text, view.Message, false, CompletedBody.FallbackWarning)),
        { Status: PromptTaskStatus.Completed, Result: { } result } => Ok(new SynchronousBody(true, result.Text, result.Origin == PromptOrigin.Demo ? view.Message : Message, result.Origin is PromptOrigin.Ai or PromptOrigin.Cache, null)),
        { Status: PromptTaskStatus.Failed, Error: { } error } => PaymentRequired(view.Message, error),
        { Status: PromptTaskStatus.Cancelled, Error.Code: PromptTaskErrorCodes.DeadlineExceeded } =>
            Problems.Create(StatusCodes.Status504GatewayTimeout, view.Message, view.Error.Code, view.Error.Error),
        _ => Problems.Create(StatusCodes.Status409Conflict, view.Message, ErrorCodes.Cancelled),
    };

    private static JsonHttpResult<SynchronousBody> Ok(SynchronousBody body) => TypedResults.Json(body, GenerationsJson.Web.SynchronousBody);

    private static ProblemHttpResult PaymentRequired(string message, PromptTaskError error)
    {
        var details = Problems.Details(StatusCodes.Status402PaymentRequired, message, error.Code, error.Error);
        details.Extensions["error"] = error.Error;
        details.Extensions["tokens_remaining"] = error.TokensRemaining;
        details.Extensions["days_remaining"] = error.DaysRemaining;
        return TypedResults.Problem(details);
    }
}
