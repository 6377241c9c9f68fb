using System.Globalization;
using PromptGen.Gateway.Auth;
using PromptGen.Gateway.Http;

namespace PromptGen.Gateway.Generations;

/// <summary>Answers polls.</summary>
public static class StatusApi
{
    private const int MaxWaitSeconds = 30;

    // A grain call waits only so long: an activation that has to move to another silo lets waiting calls end first.
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    /// <summary><c>GET …/status/{task_id}/</c>, at once or, with <c>?wait=</c> or <c>Prefer: wait=</c>, as soon as there is news.</summary>
    public static async Task<IResult> Get(HttpContext context, string taskId, IGrainFactory grains, IHostApplicationLifetime host, TimeProvider clock)
    {
        if (!GenerationsApi.TryTask(context, taskId, out var key))
            return GenerationsApi.NotFound();
        if (!TryReadWait(context.Request, out var wait))
            return Problems.Create(StatusCodes.Status400BadRequest, $"wait has to be a number of seconds from 0 to {MaxWaitSeconds}", "invalid_wait");

        var task = grains.PromptTask(key);
        var now = clock.GetUtcNow();
        var tokenEnd = TokenEnd.Of(context, now);
        var end = now + wait < tokenEnd ? now + wait : tokenEnd;
        var view = await task.GetStatus();
        while (true)
        {
            if (view is null)
                return GenerationsApi.NotFound();
            var answer = StatusAnswer.From(view);
            var left = end - clock.GetUtcNow();
            var isNews = context.Request.Headers.IfNoneMatch.Count > 0 && !answer.IsKnownTo(context.Request);
            if (view.Status.IsTerminal() || isNews || left <= TimeSpan.Zero || host.ApplicationStopping.IsCancellationRequested)
                return answer;
            context.RequestAborted.ThrowIfCancellationRequested();
            view = await task.WaitForChange(view.Version, left < Slice ? left : Slice);
        }
    }

    private static bool TryReadWait(HttpRequest request, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (request.Query.TryGetValue("wait", out var values))
        {
            if (!double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                || seconds is not (>= 0 and <= MaxWaitSeconds))
                return false;
            wait = TimeSpan.FromSeconds(seconds);
            return true;
        }

        // A preference (RFC 7240) that cannot be honoured is ignored or capped, not refused.
        foreach (var preference in request.Headers.GetCommaSeparatedValues("Prefer"))
        {
            if (preference.StartsWith("wait=", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(preference.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                wait = TimeSpan.FromSeconds(Math.Min(seconds, MaxWaitSeconds));
        }
        return true;
    }
}
