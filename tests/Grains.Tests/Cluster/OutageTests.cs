using PromptGen.Llm;
using PromptGen.PromptTasks;
using PromptGen.Testing;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>A model that fails every call, for a while or for good.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(503, 4096, FallbackReason.Unavailable)]
    [InlineData(429, 2, FallbackReason.Overloaded)]
    public async Task Outage_GivesEverybodyTheFallbackWithinThePatience_RunningOrQueued(int status, int concurrency, FallbackReason reason)
    {
        await using var silo = await Silo(2, ("Model:MaxConcurrency", $"{concurrency}"));
        silo.Model.On("bread", ModelBehaviours.Status(status));

        var views = await Ends(await StartMany(silo, 60));

        Assert.All(views, view => Assert.Equal((PromptTaskStatus.Completed, reason), (view.Status, view.Result!.FallbackReason)));
        Assert.True(Longest(views) < TimeSpan.FromSeconds(2) + Slack, $"The longest wait was {Longest(views)}");
    }

    [Theory(Skip = Form.LongOnly, SkipUnless = nameof(Form.IsLong), SkipType = typeof(Form))]
    [InlineData(30)]
    [InlineData(300)]
    [InlineData(3000)]
    public async Task Outage_WithTheDefaults_GivesEverybodyTheFallbackWithin25Seconds(int waiting)
    {
        await using var silo = await Silo((int)new PromptTaskOptions().ModelPatience.TotalSeconds);
        silo.Model.On("bread", ModelBehaviours.Status(503));

        var views = await Ends(await StartMany(silo, waiting));

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{waiting} waiting: longest {Longest(views).TotalSeconds:0.0} s, {silo.Model.Calls("bread").Count} calls");
        Assert.All(views, view => Assert.Equal(PromptOrigin.Fallback, view.Result!.Origin));
        Assert.True(Longest(views) < TimeSpan.FromSeconds(25), $"The longest wait was {Longest(views)}");
    }

    [Fact]
    public async Task Outage_LetsNewcomersFallBackAtOnce_AndItsEndIsFound()
    {
        await using var silo = await Silo(2);
        silo.Model.On("bread", ModelBehaviours.Status(503));
        await Ends(await StartMany(silo, 20));

        var late = await Ends(await StartMany(silo, 10));
        silo.Model.On("bread", ModelBehaviours.Answer("You are a baker."));
        var first = await Eventually.Sees(async () => (await Ends(await StartMany(silo, 1)))[0], view => view.Result!.Origin == PromptOrigin.Ai);
        var after = await Ends(await StartMany(silo, 20));

        // All but the one who tried.
        Assert.InRange(late.Count(view => view.UpdatedAt - view.CreatedAt < TimeSpan.FromSeconds(1.5)), 9, 10);
        Assert.Equal(PromptOrigin.Ai, first.Result!.Origin);
        Assert.All(after, view => Assert.Equal(PromptOrigin.Ai, view.Result!.Origin));
    }

    [Fact]
    public async Task RefusalsOfOne_OnAnIdleSilo_HoldNobodyUp()
    {
        await using var silo = await Silo((int)new PromptTaskOptions().ModelPatience.TotalSeconds);
        var refused = 0;
        silo.Model.On("unlucky", exchange => Interlocked.Increment(ref refused) <= 4
            ? ModelBehaviours.Status(503)(exchange)
            : ModelBehaviours.Answer("You are a baker.")(exchange));
        var unlucky = await silo.Submit("unlucky");
        await silo.Model.Called("unlucky", 1);

        var others = await Ends(await StartMany(silo, 30));

        Assert.All(others, view => Assert.Equal(PromptOrigin.Ai, view.Result!.Origin));
        Assert.Equal(PromptOrigin.Ai, (await Ends([unlucky]))[0].Result!.Origin);
    }

    [Fact]
    public async Task RefusalsBeyondAQuota_LoseNobodysTurn()
    {
        await using var silo = await Silo(2, ("Model:RetryDelay", "00:00:00.100"));
        var (atOnce, refused) = (0, 0);
        // A place is free before the client can know of it, so that a call which keeps to the quota is never refused.
        silo.Model.On("bread", exchange =>
        {
            if (Interlocked.Increment(ref atOnce) <= 4)
                return ModelBehaviours.After(TimeSpan.FromMilliseconds(100), Leaving(ModelBehaviours.Answer("You are a baker.")))(exchange);
            Interlocked.Increment(ref refused);
            return Leaving(ModelBehaviours.Status(429))(exchange);
        });

        var views = await Ends(await StartMany(silo, 80));

        Assert.All(views, view => Assert.Equal(PromptOrigin.Ai, view.Result!.Origin));
        Assert.InRange(refused, 1, 160);

        ModelBehaviour Leaving(ModelBehaviour behaviour) => exchange =>
        {
            Interlocked.Decrement(ref atOnce);
            return behaviour(exchange);
        };
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task CallThatTheProviderGaveUp_IsMadeAgain(int status)
    {
        await using var silo = await Silo(20, ("Model:RetryDelay", "00:00:00.010"));
        var calls = 0;
        silo.Model.On("bread", exchange => (Interlocked.Increment(ref calls) == 1 ? ModelBehaviours.Status(status) : ModelBehaviours.Answer("You are a baker."))(exchange));

        var view = Assert.Single(await Ends(await StartMany(silo, 1)));

        Assert.Equal((PromptOrigin.Ai, 2), (view.Result!.Origin, calls));
    }

    private static Task<NarrowSilo> Silo(int patience, params (string Key, string Value)[] more) => NarrowSilo.Start(
        [("Model:MaxConcurrency", "4096"), ("Tasks:QueueCapacity", "20000"), ("RateLimits:Burst", "0"), ("Tasks:ModelPatience", $"{TimeSpan.FromSeconds(patience)}"), .. more]);

    private static async Task<IPromptTaskGrain[]> StartMany(NarrowSilo silo, int many) =>
        await Task.WhenAll(Enumerable.Range(0, many).Select(number => silo.Submit($"user-{(char)('a' + (number % 50 / 10))}{(char)('a' + (number % 10))}")));

    private static async Task<PromptTaskView[]> Ends(IEnumerable<IPromptTaskGrain> tasks)
    {
        var views = new List<PromptTaskView>();
        foreach (var task in tasks)
            views.Add((await Eventually.Sees(() => task.WaitForChange(0, TimeSpan.FromSeconds(2)), view => view?.Status.IsTerminal() is true))!);
        return [.. views];
    }

    private static TimeSpan Longest(PromptTaskView[] views) => views.Max(view => view.UpdatedAt - view.CreatedAt);
}
