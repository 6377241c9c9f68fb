using System.Net;
using PromptGen.PromptTasks;
using StackExchange.Redis;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>How tasks that nobody works on are found.</summary>
public sealed class RecoveryTests
{
    private static readonly string DeadOwner = SiloAddress.New(IPAddress.Loopback, 1, 1).ToParsableString();

    [Fact]
    public async Task ATaskOfADeadSilo_InNoIndex_RunsAtOnceWhenItIsAddedAgain()
    {
        await using var silo = await NarrowSilo.Start(("Tasks:SweepInterval", "01:00:00"));
        var key = new PromptTaskKey("anna", Guid.NewGuid());
        await Put(silo, key);

        await silo.Service<IInFlightTasks>().AddAgain(key);

        var view = await Ended(silo, key);
        Assert.Equal((PromptOrigin.Ai, 2), (view.Result!.Origin, view.Attempt));
    }

    [Fact]
    public async Task ATaskThatCannotBeRead_HoldsNoOtherUp()
    {
        await using var silo = await NarrowSilo.Start(("Tasks:SweepInterval", "00:00:01"), ("Tasks:QueueCapacity", "1000"));
        var unreadable = Enumerable.Range(0, 200).Select(number => new PromptTaskKey($"user-{number}", Guid.NewGuid())).ToArray();
        foreach (var key in unreadable)
            await silo.Redis.StringSetAsync(silo.Keys.Task(key.ToString()), "not a task");
        var good = new PromptTaskKey("anna", Guid.NewGuid());
        await Put(silo, good);
        await silo.Redis.SetAddAsync(silo.Keys.InFlight(DeadOwner), [.. unreadable.Append(good).Select(key => (RedisValue)key.ToString()), "not even a key"]);
        await silo.Redis.SetAddAsync(silo.Keys.InFlightSilos, DeadOwner);

        Assert.Equal(PromptOrigin.Ai, (await Ended(silo, good)).Result!.Origin);
    }

    private static Task Put(NarrowSilo silo, PromptTaskKey key) => silo.Redis.HashSetAsync(silo.Keys.Task(key.ToString()),
    [
        new HashEntry("etag", "1"),
        new HashEntry("data", $$"""
            {"step":"Queued","version":1,"attempt":1,"owner":"{{DeadOwner}}","reservationId":"{{Guid.NewGuid()}}",
            "submission":{"manualPrompt":"We sell bread."},"createdAt":"2030-01-01T12:00:00+00:00","updatedAt":"2030-01-01T12:00:00+00:00"}
            """),
    ]);

    private static async Task<PromptTaskView> Ended(NarrowSilo silo, PromptTaskKey key) =>
        (await Eventually.Sees(() => silo.Task(key).GetStatus(), view => view?.Status.IsTerminal() is true))!;
}
