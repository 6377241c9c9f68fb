using System.Collections.Concurrent;

namespace PromptGen.SystemTests;

public sealed class RandomKillTests
{
    private const long Tokens = 100_000_000;
    private const int Kills = 4, Clients = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kills_AtRandomMomentsUnderLoad_LoseNoTaskAndNoMoney()
    {
        const int Seed = 20_260;
        var random = new Random(Seed);
        await using var all = await AllInOne.StartAsync(new() { ["Model__MaxConcurrency"] = "16", ["Tasks__MaxAttempts"] = "100" });
        all.Model.Behaviour = ModelBehaviours.After(TimeSpan.FromMilliseconds(100), ModelBehaviours.Answer(FakeModelServer.DefaultText));
        using var user = await all.UserAsync("alice", Tokens);
        var accepted = new ConcurrentBag<Guid>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var load = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => LoadAsync(user, accepted, over.Token), Cancellation)).ToArray();

        for (var kill = 0; kill < Kills; kill++)
        {
            // The moment is counted in accepted tasks, so that the seed means the same on any machine.
            var moment = accepted.Count + random.Next(1, 100);
            await Eventually.UntilAsync(() => accepted.Count >= moment, $"{moment} tasks are accepted (seed {Seed})", Cancellation);
            await all.CrashAndStartAgainAsync();
        }
        await over.CancelAsync();
        await Task.WhenAll(load);

        var ends = await Task.WhenAll(accepted.Select(task => user.EndAsync(task, Cancellation)));
        Assert.All(ends, end => Assert.Equal("completed", end.Status));

        // A start whose 202 was lost may have been accepted as well, and is paid for like any other.
        var account = await Eventually.GetAsync(() => user.AccountAsync(Cancellation), account => account.Reserved == 0, "nothing stays reserved", Cancellation);
        var unanswered = Tokens - account.Remaining - ends.Sum(end => end.Charged);
        Assert.InRange(unanswered, 0, Kills * Clients * AllInOne.TokensPerAnswer);
        Assert.Equal(0, unanswered % AllInOne.TokensPerAnswer);
    }

    private static async Task LoadAsync(ApiClient user, ConcurrentBag<Guid> accepted, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                // Not cancelled in flight: every acceptance is on record.
                accepted.Add(await user.StartAsync("Under load", Cancellation));
            }
            catch (HttpRequestException)
            {
                // The program is dead just now.
                await Task.Yield();
            }
        }
    }
}
