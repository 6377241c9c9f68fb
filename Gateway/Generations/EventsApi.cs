using PromptGen.Gateway.Auth;

namespace PromptGen.Gateway.Generations;

/// <summary>
/// Live events of a generation. The stream keeps no state but the cursor in its event ids: after the death of a silo
/// it goes on by itself, after the death of a gateway by <c>Last-Event-ID</c>.
/// </summary>
public static class EventsApi
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);

    // See StatusApi.
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    /// <summary><c>GET …/{task_id}/events/</c>.</summary>
    public static async Task<IResult> Get(HttpContext context, string taskId, IGrainFactory grains, IHostApplicationLifetime host, TimeProvider clock)
    {
        if (!GenerationsApi.TryTask(context, taskId, out var key))
            return GenerationsApi.NotFound();
        var task = grains.PromptTask(key);
        if (await task.GetStatus() is not { } view)
            return GenerationsApi.NotFound();

        // An id that is none of ours is treated as a first visit.
        var isBack = PromptTaskCursor.TryParse(context.Request.Headers["Last-Event-ID"], out var last);
        var cursor = isBack ? last : default;
        // Who has seen the end already is told so by 204, at which a browser's EventSource stops.
        if (view.Status.IsTerminal() && cursor.Version == view.Version)
            return TypedResults.NoContent();
        var stopping = context.RequestAborted;
        var stream = new EventStream(context.Response);
        var position = isBack ? view.QueuePosition : null;
        await stream.Begin(stopping);
        var (lastSent, lastAnswer) = (clock.GetTimestamp(), clock.GetTimestamp());
        var end = TokenEnd.Of(context, clock.GetUtcNow());
        // A gateway that leaves does not wait for silent models: its readers go on at another.
        while (!stopping.IsCancellationRequested && !host.ApplicationStopping.IsCancellationRequested && clock.GetUtcNow() < end)
        {
            // Read once: a moment later the time left may be negative, for which no call can wait.
            var silent = clock.GetElapsedTime(lastSent);
            if (silent >= HeartbeatInterval)
            {
                await stream.Heartbeat(stopping);
                (lastSent, silent) = (clock.GetTimestamp(), TimeSpan.Zero);
            }
            PromptTaskNews? news;
            try
            {
                var untilHeartbeat = HeartbeatInterval - silent;
                news = await task.Watch(cursor, untilHeartbeat < Slice ? untilHeartbeat : Slice);
            }
            catch (Exception failure) when (failure.IsTransient(stopping))
            {
                // The silo is gone and the task moves. A client that outlasts this reconnects where it was.
                if (clock.GetElapsedTime(lastAnswer) > GiveUpAfter)
                    break;
                await Task.Delay(RetryPause, clock, stopping);
                continue;
            }
            lastAnswer = clock.GetTimestamp();
            if (news is null)
                break;
            // The place in the queue is no part of the state, so no version tells of it.
            var hasMoved = news.Task.QueuePosition is { } place && place != position;
            if (await Send(stream, cursor, news, hasMoved, stopping))
                lastSent = clock.GetTimestamp();
            (cursor, position) = (news.Cursor, news.Task.QueuePosition);
            if (news.Task.Status.IsTerminal())
                break;
        }
        return TypedResults.Empty;
    }

    private static async Task<bool> Send(EventStream stream, PromptTaskCursor seen, PromptTaskNews news, bool hasMoved, CancellationToken stopping)
    {
        var isTerminal = news.Task.Status.IsTerminal();
        var status = StatusAnswer.From(news.Task);
        var sent = false;

        // Each id names what the client has once it took that event in, and no more.
        var kept = news.IsReset ? seen with { Version = news.Cursor.Version } : new PromptTaskCursor(news.Cursor.Draft, news.Cursor.Version, news.Cursor.Length - news.Text.Length);
        if ((news.Cursor.Version != seen.Version || hasMoved) && !isTerminal)
        {
            await stream.Send("status", kept.ToString(), status.Json, stopping);
            sent = true;
        }
        if (news.IsReset)
        {
            await stream.Send("reset", (news.Cursor with { Length = 0 }).ToString(), "{}"u8.ToArray(), stopping);
            sent = true;
        }
        if (news.Text.Length > 0)
        {
            // The status before it may not have been sent: a terminal one comes last.
            var id = isTerminal ? news.Cursor with { Version = seen.Version } : news.Cursor;
            await stream.Send("delta", id.ToString(), EventStream.Delta(news.Text), stopping);
            sent = true;
        }
        if (isTerminal)
        {
            await stream.Send(status.Name, news.Cursor.ToString(), status.Json, stopping);
            sent = true;
        }
        return sent;
    }
}
