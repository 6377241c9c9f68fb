namespace PromptGen.SystemTests.Costs;

/// <summary>
/// What a generation sends to Redis and asks of the model. The bench measures the rest; this is what does not depend on the machine, as long
/// as programs that start beside it do not slow it down: progress is saved by the clock.
/// </summary>
[CollectionDefinition(nameof(RedisCostTests), DisableParallelization = true)]
[Collection(nameof(RedisCostTests))]
public sealed class RedisCostTests(Service service) : IClassFixture<Service>
{
    // What an idle service sends now and then, and the steps that a slow machine writes one by one, fall into some of them: the least is free of both.
    private const int Times = 5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstGeneration_SendsFewCommandsAndBytes_AndAsksTheModelOnce()
    {
        var costs = new List<(long Commands, long Bytes)>();
        var calls = service.Model.Calls.Count;
        for (var i = 0; i < Times; i++)
        {
            using var user = await service.NewUserAsync();
            costs.Add(await service.CostAsync(() => GenerateAsync(user)));
        }

        var (commands, bytes) = Least(costs);
        TestContext.Current.TestOutputHelper?.WriteLine($"{commands} commands, {bytes} bytes");
        Assert.InRange(commands, 1, Today.CommandsFirst);
        Assert.InRange(bytes, 1, Today.BytesFirst);
        Assert.Equal(Times, service.Model.Calls.Count - calls);
    }

    [Fact]
    public async Task Generation_OfAUserWithAHistory_CostsWhatTheFirstDid()
    {
        using var user = await service.NewUserAsync();
        var first = await service.CostAsync(() => GenerateAsync(user));
        var calls = service.Model.Calls.Count;
        var load = await service.CostAsync(() => Task.WhenAll(Enumerable.Range(0, Today.History - 1).Select(_ => GenerateAsync(user))));

        var costs = new List<(long Commands, long Bytes)>();
        for (var i = 0; i < Times; i++)
            costs.Add(await service.CostAsync(() => GenerateAsync(user)));

        var (commands, bytes) = Least(costs);
        var underLoad = load.Commands / (Today.History - 1.0);
        TestContext.Current.TestOutputHelper?.WriteLine($"first {first}, with {Today.History} behind {(commands, bytes)}, under load {underLoad:0.0} commands");
        Assert.InRange(commands, 1, Today.CommandsAlone);
        Assert.InRange(bytes, 1, first.Bytes + Today.BytesMoreWithHistory);
        Assert.InRange(underLoad, 1, Today.CommandsUnderLoad);
        Assert.Equal(Today.History - 1 + Times, service.Model.Calls.Count - calls);
    }

    private static async Task GenerateAsync(ApiClient user)
    {
        var task = await user.StartAsync("A small bakery with a few tables by the window", Cancellation);
        Assert.Equal("completed", (await user.EndAsync(task, Cancellation)).Status);
    }

    private static (long Commands, long Bytes) Least(List<(long Commands, long Bytes)> costs) => (costs.Min(cost => cost.Commands), costs.Min(cost => cost.Bytes));
}
