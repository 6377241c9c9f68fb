using System.Collections.Concurrent;
using PromptGen.Llm;

namespace PromptGen.SystemTests;

public sealed class RandomKillTests
{
    private const long Tokens = 100_000_000;
    private const int Clients = 4;

    private static readonly TimeSpan Period = Form.Of(10, 60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kills_AtRandomMomentsUnderLoad_LoseNoTaskAndNoMoney()
    {
        var seed = Seed.Next(TestContext.Current.TestOutputHelper is { } output ? output.WriteLine : null);
        var random = new Random(seed);
        // The fallback after too many attempts is free, which is not what is counted here.
        await using var all = await AllInOne.StartAsync(new() { ["Model__MaxConcurrency"] = "16", ["Tasks__MaxAttempts"] = "100" });
        all.Model.Behaviour = ModelBehaviours.After(TimeSpan.FromMilliseconds(100), ModelBehaviours.Answer(FakeModelServer.DefaultText));
        using var user = await all.UserAsync("alice", Tokens);
        var tasks = new ConcurrentBag<Guid>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var load = Enumerable.Range(0, Clients).Select(client => Task.Run(() => LoadAsync(user, client, tasks, over.Token), Cancellation)).ToArray();

        var begin = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begin) < Period)
        {
            // The moment is counted in accepted tasks, so that the seed means the same on any machine.
            var moment = tasks.Count + random.Next(1, 100);
            await Eventually.UntilAsync(() => tasks.Count >= moment, $"{moment} tasks are accepted (seed {seed})", Cancellation);
            await all.CrashAndStartAgainAsync();
        }
        await over.CancelAsync();
        await Task.WhenAll(load);

        // Every start was answered in the end, so that every task that anybody paid for is known.
        var ends = await Task.WhenAll(tasks.Select(task => user.EndAsync(task, Cancellation)));
        Assert.Equal(tasks.Count, tasks.Distinct().Count());
        Assert.All(ends, end => Assert.Equal(("completed", "ai", AllInOne.TokensPerAnswer), (end.Status, end.Origin, end.Charged)));
        Assert.Equal(new Account(Tokens - (tasks.Count * AllInOne.TokensPerAnswer), Reserved: 0), await user.AccountAsync(Cancellation));
    }

    private static async Task LoadAsync(ApiClient user, int client, ConcurrentBag<Guid> tasks, CancellationToken over)
    {
        for (var i = 0; !over.IsCancellationRequested; i++)
            tasks.Add(await StartUntilAnsweredAsync(user, $"{client}-{i}"));
    }

    // A start whose answer was lost may have been accepted: the key makes its repetition the same start.
    private static async Task<Guid> StartUntilAnsweredAsync(ApiClient user, string key)
    {
        var task = await Eventually.GetAsync<Guid?>(
            async () =>
            {
                try
                {
                    return await user.StartAsync("Under load", key, Cancellation);
                }
                catch (HttpRequestException)
                {
                    return null;
                }
            }, task => task is not null, $"start {key} is answered", Cancellation);
        return task!.Value;
    }
}
