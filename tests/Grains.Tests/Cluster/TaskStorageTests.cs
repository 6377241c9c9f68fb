using PromptGen.Silo.Redis;
using StackExchange.Redis;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>What lies in Redis of a generation, and for how long.</summary>
public sealed class TaskStorageTests(ClusterFixture cluster)
{
    [Fact]
    public async Task FinishedTask_IsKeptInUtf8_AndExpires()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = user.NewTask();
        await task.Submit();
        var end = await task.Ended();

        var fields = await Fields(task);

        Assert.Equal(["data", "etag", "head", "result", "submission"], fields.Keys.Order());
        Assert.Contains(end.Result!.Text, fields["result"], StringComparison.Ordinal);
        Assert.InRange((await cluster.Redis.KeyTimeToLiveAsync(Key(task)))!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromDays(2));
        Assert.InRange(fields.Where(field => field.Key is not ("result" or "submission")).Sum(field => field.Key.Length + field.Value.Length), 1, 600);
    }

    [Fact]
    public async Task TextsWhoseTimeIsOver_AreDropped_AndTheKeyIsStillKnown()
    {
        var user = await TestUser.With(cluster, 5000);
        var task = user.NewTask();
        await task.Submit("same");
        await task.Ended();
        await Eventually.Sees(() => task.InFlightAt(), silos => silos.Length == 0);
        var kept = new RedisKeptTasks(cluster.Redis.Multiplexer, cluster.Keys);

        await kept.DropTexts(DateTimeOffset.MaxValue, most: 100_000);
        await cluster.Cluster.DeactivateAsync(task.Grain);

        Assert.Equal(["data", "etag", "head"], (await Fields(task)).Keys.Order());
        Assert.Equal((SubmitOutcome.Replayed, SubmitOutcome.KeyReused), (await task.Submit("same"), await task.Submit("other")));
        Assert.Null(await cluster.Redis.SortedSetScoreAsync(cluster.Keys.TextsDue, task.Key.ToString()));
    }

    [Fact]
    public async Task Status_WhileTheStartIsBeingWritten_IsThatOfTheTask_AndNotThatThereIsNone()
    {
        // A gateway may have repeated the start, and the client have its answer by another activation already.
        var user = await TestUser.With(cluster, 5000);
        var task = user.NewTask();
        var (writing, asking) = (cluster.Writes.Hold(task.Key.ToString()), cluster.Gates.Hold(task.Key.ToString(), "GetStatus"));
        var submitting = task.Submit();
        await writing.Reached;
        var status = task.Grain.GetStatus();
        await asking.Reached;
        asking.Open();
        await Task.Yield();

        writing.Open();

        Assert.NotNull(await status);
        Assert.Equal(SubmitOutcome.Accepted, await submitting);
    }

    private RedisKey Key(TestTask task) => cluster.Keys.Task(task.Key.ToString());

    private async Task<Dictionary<string, string>> Fields(TestTask task) =>
        (await cluster.Redis.HashGetAllAsync(Key(task))).ToDictionary(field => field.Name.ToString(), field => field.Value.ToString());
}
