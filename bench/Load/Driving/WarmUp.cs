using System.Diagnostics;
using PromptGen.Load.Http;
using PromptGen.Load.Measuring;
using PromptGen.Load.Systems;

namespace PromptGen.Load.Driving;

/// <summary>Brings a service to its steady speed: rounds of generations and polls, until two in a row were no faster than the best before them.</summary>
internal static class WarmUp
{
    private const int Tasks = 1500, Polls = 6000, LeastRounds = 5;

    // Less than this is noise.
    private const double Gain = 1.04;

    /// <summary>Warms a service up.</summary>
    /// <returns>The generations a second of the first minute, as a share of the steady ones; what is missing of the minute counts as steady.</returns>
    public static async Task<double> RunAsync(Service service, BenchOptions options, Action<string> say, CancellationToken cancellation)
    {
        var user = service.For("warm-up");
        using var lanes = new Lanes(service.Base, options.Connections);
        var rounds = new List<(double Rate, double Seconds)>();
        var (best, still) = (0.0, 0);
        while (rounds.Count < options.WarmRounds && (rounds.Count < LeastRounds || still < 2))
        {
            var begun = Stopwatch.GetTimestamp();
            var tasks = await Generations.StartAsync(lanes, Tasks, _ => user, cancellation);
            await tasks.UntilLastEndedAsync(service.Base, cancellation);
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            var poll = tasks.Poll(Array.FindLastIndex(tasks.Ids, id => id is not null));
            await lanes.ForAsync(Polls, async (connection, _) => await connection.SendAsync(poll, cancellation));
            var rate = tasks.Accepted / seconds;
            rounds.Add((rate, seconds));
            still = rate > best * Gain ? 0 : still + 1;
            best = Math.Max(best, rate);
        }
        await Quiet.UntilAsync(service, cancellation);
        say($"warm after {rounds.Count} rounds: {string.Join(", ", rounds.Select(round => round.Rate.ToString("0", CultureInfo.InvariantCulture)))} generations a second");
        return FirstMinute(rounds) / best;
    }

    private static double FirstMinute(List<(double Rate, double Seconds)> rounds)
    {
        var (tasks, left) = (0.0, 60.0);
        foreach (var (rate, seconds) in rounds)
        {
            tasks += rate * Math.Min(left, seconds);
            left -= Math.Min(left, seconds);
        }
        return (tasks + (left * rounds.Max(round => round.Rate))) / 60;
    }
}
