namespace PromptGen.Gateway.Generations;

/// <summary>Tells one reader what is new of a task.</summary>
/// <param name="stream">The reader's stream.</param>
/// <param name="seen">How far the reader has got.</param>
/// <param name="position">The place in the queue that the reader knows of.</param>
/// <param name="aborted">Cancelled when the reader is gone.</param>
internal sealed class TaskEvents(EventStream stream, PromptTaskCursor seen, int? position, CancellationToken aborted)
{
    /// <summary>What the reader has not seen yet; waits for it, and keeps the connection awake meanwhile.</summary>
    public async Task<PromptTaskNews?> Await(IPromptTaskGrain task, TimeSpan atMost)
    {
        var quiet = await stream.KeepAwake(aborted);
        return await task.Watch(seen, quiet < atMost ? quiet : atMost);
    }

    /// <summary>Sends it.</summary>
    /// <returns>Whether it was the end.</returns>
    public async Task<bool> Send(PromptTaskNews news)
    {
        var isTerminal = news.Task.Status.IsTerminal();
        // The place in the queue is no part of the state, so no version tells of it.
        var hasMoved = news.Task.QueuePosition is { } place && place != position;

        // Each id names what the client has once it took that event in, and no more.
        var kept = news.IsReset ? seen with { Version = news.Cursor.Version } : new PromptTaskCursor(news.Cursor.Draft, news.Cursor.Version, news.Cursor.Length - news.Text.Length);
        if ((news.Cursor.Version != seen.Version || hasMoved) && !isTerminal)
            await stream.Send("status", kept.ToString(), StatusAnswer.From(news.Task).Json, aborted);
        if (news.IsReset)
            await stream.Send("reset", (news.Cursor with { Length = 0 }).ToString(), "{}"u8.ToArray(), aborted);
        if (news.Text.Length > 0)
        {
            // The status before it may not have been sent: a terminal one comes last.
            var id = isTerminal ? news.Cursor with { Version = seen.Version } : news.Cursor;
            await stream.Send("delta", id.ToString(), EventStream.Delta(news.Text), aborted);
        }
        if (isTerminal)
        {
            var end = StatusAnswer.From(news.Task);
            await stream.Send(end.Name, news.Cursor.ToString(), end.Json, aborted);
        }
        (seen, position) = (news.Cursor, news.Task.QueuePosition);
        return isTerminal;
    }
}
