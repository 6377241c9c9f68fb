using System.Diagnostics;
using PromptGen.Load.Http;

namespace PromptGen.Load.Driving;

/// <summary>Generations that were started, and who started each.</summary>
/// <param name="Ids">Their ids; <c>null</c> for those that were refused.</param>
/// <param name="Users">Whose each is.</param>
/// <param name="Starts">How starting them went.</param>
/// <param name="Begun">When the first was sent.</param>
internal sealed record Generations(string?[] Ids, Func<int, Requests> Users, LoadResult Starts, DateTimeOffset Begun)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25), Longest = TimeSpan.FromMinutes(30);

    /// <summary>How many were accepted.</summary>
    public int Accepted => Ids.Count(id => id is not null);

    /// <summary>Asks for the status of one that was accepted.</summary>
    public ReadOnlyMemory<byte> Poll(int number) => Users(number).Poll(Ids[number] ?? throw new InvalidOperationException($"Start {number} was not accepted."));

    /// <summary>Starts so many as fast as the lanes can.</summary>
    public static async Task<Generations> StartAsync(Lanes lanes, int count, Func<int, Requests> users, CancellationToken cancellation)
    {
        var ids = new string?[count];
        var (latencies, begun, clock) = (new Latencies(), TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
        await lanes.ForAsync(count, async (connection, number) =>
        {
            if (await connection.SendAsync(users(number).Start, Stopwatch.GetTimestamp(), latencies, cancellation) is { Status: 202 } reply)
                ids[number] = reply.Text("task_id");
        });
        return new Generations(ids, users, new LoadResult(latencies, Stopwatch.GetElapsedTime(clock)), begun);
    }

    /// <summary>Waits for the end of the one that was started last, with few polls.</summary>
    public async Task UntilLastEndedAsync(Uri service, CancellationToken cancellation)
    {
        using var lanes = new Lanes(service, 1);
        var last = Array.FindLastIndex(Ids, id => id is not null);
        if (last < 0)
            throw new InvalidOperationException($"No start was accepted: {Starts}");
        await lanes.ForAsync(1, (connection, _) => EndAsync(connection, last, cancellation));
    }

    /// <summary>Asks each how it ended, waiting for those that have not.</summary>
    public async Task<Outcome> VerifyAsync(Lanes lanes, CancellationToken cancellation)
    {
        var (completed, other, latest) = (0, 0, DateTimeOffset.MinValue);
        var guard = new Lock();
        await lanes.ForAsync(Ids.Length, async (connection, number) =>
        {
            if (Ids[number] is null)
                return;
            var (status, at) = await EndAsync(connection, number, cancellation);
            lock (guard)
            {
                (completed, other) = status == "completed" ? (completed + 1, other) : (completed, other + 1);
                latest = at > latest ? at : latest;
            }
        });
        return new Outcome(completed, other + Ids.Length - Accepted, latest - Begun);
    }

    private async Task<(string? Status, DateTimeOffset At)> EndAsync(HttpConnection connection, int number, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var poll = Poll(number);
        while (Stopwatch.GetElapsedTime(begun) < Longest)
        {
            var reply = await connection.SendAsync(poll, cancellation);
            var status = reply.Status == 200 ? reply.Text("status") : $"{reply.Status}";
            if (status is not ("queued" or "processing"))
                return (status, DateTimeOffset.TryParse(reply.Text("completed_at"), CultureInfo.InvariantCulture, out var at) ? at : default);
            await Task.Delay(Pause, cancellation);
        }
        return ("not in time", default);
    }
}

/// <summary>How generations ended.</summary>
/// <param name="Completed">How many with a prompt.</param>
/// <param name="Other">How many in another way, those that were refused included.</param>
/// <param name="Took">From the first start to the last completion.</param>
internal sealed record Outcome(int Completed, int Other, TimeSpan Took);
