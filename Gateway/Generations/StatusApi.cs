using System.Globalization;
using System.Net.Http.Headers;
using PromptGen.Gateway.Auth;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>Answers polls.</summary>
public static class StatusApi
{
    internal const int MaxWaitSeconds = 30;

    /// <summary>The state of a generation.</summary>
    /// <remarks>At once or, with <c>?wait=</c> or <c>Prefer: wait=</c>, as soon as there is news. While it is not done, <c>Retry-After</c> says when to ask again.</remarks>
    /// <param name="context">The request.</param>
    /// <param name="taskId">The id that the start was answered with.</param>
    /// <param name="grains">The cluster.</param>
    /// <param name="host">The gateway.</param>
    /// <param name="clock">Tells the time.</param>
    public static async Task<IResult> Get(HttpContext context, string taskId, IGrainFactory grains, IHostApplicationLifetime host, TimeProvider clock)
    {
        if (!GenerationsApi.TryTask(context, taskId, out var key))
            return GenerationsApi.NotFound();
        if (!TryReadWait(context.Request, out var wait))
            return Problems.Create(StatusCodes.Status400BadRequest, $"wait has to be a number of seconds from 0 to {MaxWaitSeconds}", ErrorCodes.InvalidWait);

        var task = grains.PromptTask(key);
        PromptSubmission? input = null;
        if (WantsInput(context.Request))
        {
            if (await task.GetInput() is not { } found)
                return GenerationsApi.NotFound();
            input = found.Submission;
        }
        if (wait == TimeSpan.Zero)
            return await task.GetStatus() is { } view ? StatusAnswer.From(view, input) : GenerationsApi.NotFound();
        var now = clock.GetUtcNow();
        var tokenEnd = TokenEnd.Of(context, now);
        return await Wait(context.Request, task, input, new TaskWatch(clock, context.RequestAborted)
        {
            End = now + wait < tokenEnd ? now + wait : tokenEnd,
            // The state is known: what fails while waiting for the next is no reason to refuse it.
            Patience = wait,
            Leaving = host.ApplicationStopping,
        });
    }

    private static async Task<IResult> Wait(HttpRequest request, IPromptTaskGrain task, PromptSubmission? input, TaskWatch watch)
    {
        if (await task.GetStatus() is not { } view)
            return GenerationsApi.NotFound();
        var answer = StatusAnswer.From(view, input);
        if (IsAwaited(answer, request))
            return answer;
        await foreach (var news in watch.Ask(slice => task.WaitForChange(view.Version, slice)))
        {
            if (news is null)
                return GenerationsApi.NotFound();
            (view, answer) = (news, StatusAnswer.From(news, input));
            if (IsAwaited(answer, request))
                return answer;
        }
        request.HttpContext.RequestAborted.ThrowIfCancellationRequested();
        return answer;
    }

    /// <summary>Other words of <c>include</c> are for later versions.</summary>
    private static bool WantsInput(HttpRequest request) =>
        request.QueryString.HasValue && request.Query["include"].Any(static value => value?.Split(',').Contains("input") is true);

    private static bool IsAwaited(StatusAnswer answer, HttpRequest request) =>
        answer.IsTerminal || (request.Headers.IfNoneMatch.Count > 0 && !answer.IsKnownTo(request));

    private static bool TryReadWait(HttpRequest request, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (request.QueryString.HasValue && request.Query.TryGetValue("wait", out var values))
        {
            if (!double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                || seconds is not (>= 0 and <= MaxWaitSeconds))
                return false;
            wait = TimeSpan.FromSeconds(seconds);
            return true;
        }

        if (request.Headers["Prefer"].Count == 0)
            return true;
        // A preference (RFC 7240 §2) that cannot be honoured is ignored or capped, not refused; of two the first counts.
        foreach (var preference in request.Headers.GetCommaSeparatedValues("Prefer"))
        {
            if (NameValueWithParametersHeaderValue.TryParse(preference, out var named) && named.Name.Equals("wait", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(named.Value.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                wait = TimeSpan.FromSeconds(Math.Min(seconds, MaxWaitSeconds));
                break;
            }
        }
        return true;
    }
}
