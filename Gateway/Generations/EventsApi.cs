using PromptGen.Gateway.Auth;

namespace PromptGen.Gateway.Generations;

/// <summary>
/// Live events of a generation. The stream keeps no state but the cursor in its event ids: after the death of a silo
/// it goes on by itself, after the death of a gateway by <c>Last-Event-ID</c>.
/// </summary>
public static class EventsApi
{
    // A client that outlasts this reconnects where it was.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Live events of a generation.</summary>
    /// <remarks>
    /// <c>status</c> (its data is the status body), <c>delta</c> (a piece of the prompt), <c>reset</c> (earlier pieces do not count), and at last
    /// <c>completed</c>, <c>failed</c> or <c>cancelled</c>. 204 says that the end was read before.
    /// </remarks>
    /// <param name="context">The request.</param>
    /// <param name="taskId">The id that the start was answered with.</param>
    /// <param name="grains">The cluster.</param>
    /// <param name="host">The gateway.</param>
    /// <param name="clock">Tells the time.</param>
    public static async Task<IResult> Get(HttpContext context, string taskId, IGrainFactory grains, IHostApplicationLifetime host, TimeProvider clock)
    {
        if (!GenerationsApi.TryTask(context, taskId, out var key))
            return GenerationsApi.NotFound();
        var task = grains.PromptTask(key);
        if (await task.GetStatus() is not { } view)
            return GenerationsApi.NotFound();

        // An id that is none of ours is treated as a first visit.
        var isBack = PromptTaskCursor.TryParse(context.Request.Headers["Last-Event-ID"], out var cursor);
        // Who has seen the end already is told so by 204, at which a browser's EventSource stops.
        if (view.Status.IsTerminal() && cursor.Version == view.Version)
            return TypedResults.NoContent();

        var stream = new EventStream(context.Response, clock);
        await stream.Begin(context.RequestAborted);
        var events = new TaskEvents(stream, cursor, isBack ? view.QueuePosition : null, context.RequestAborted);
        var watch = new TaskWatch(clock, context.RequestAborted)
        {
            End = TokenEnd.Of(context, clock.GetUtcNow()),
            Patience = Patience,
            Leaving = host.ApplicationStopping,
        };
        await foreach (var news in watch.Ask(slice => events.Await(task, slice)))
        {
            if (news is null || await events.Send(news))
                break;
        }
        return TypedResults.Empty;
    }
}
