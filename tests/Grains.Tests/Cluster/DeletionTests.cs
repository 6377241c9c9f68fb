using System.Collections.Immutable;
using PromptGen.PromptTasks;
using PromptGen.Testing;
using PromptGen.Webhooks;
using StackExchange.Redis;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>A deleted generation leaves no text of its user's and none of the model's in the store, whatever is still to be done for it.</summary>
public sealed class DeletionTests : IAsyncLifetime
{
    private const string User = "anna";

    // What stands in each text of a generation here, and nowhere else.
    private const string Notes = "canarynotes", Previous = "canaryprevious", Wish = "canarywish", Written = "canarywritten", Order = "canaryorder";

    private NarrowSilo _silo = null!;
    private WebhookReceiver _receiver = null!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private IWebhooksGrain Webhooks => _silo.Grains.GetGrain<IWebhooksGrain>(User);

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _silo = await NarrowSilo.Start(("Webhooks:AllowedHosts:0", "127.0.0.1"), ("Webhooks:RetryDelays:0", "01:00:00"), ("Cache:Lifetime", "01:00:00"), ("Model:MaxConcurrency", "4"));
        _silo.Model.On(User, ModelBehaviours.AnswerInChunks([$"You are a baker. {Written}"], _ => Task.CompletedTask));
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task Delete_LeavesNoText(string? fingerprint)
    {
        // Its webhook waits for the next try.
        _receiver.Enqueue(500);
        await Webhooks.SetEndpoint(_receiver.Url);
        var key = await Ended(Plain with { Fingerprint = fingerprint, Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("order", Order) });
        await _receiver.WaitAsync(1, Stopping);
        Assert.Equal([Notes, Order, Written], await Kept());

        Assert.Equal(DeleteOutcome.Deleted, await Delete(key));

        Assert.Empty(await Kept());
        Assert.Null(await _silo.Task(key).GetStatus());
        Assert.Null(await _silo.Task(key).GetInput());
        await _silo.Deactivate(_silo.Task(key));
        Assert.Null(await _silo.Task(key).GetStatus());
        Assert.Equal(DeleteOutcome.NotFound, await Delete(key));
    }

    [Fact]
    public async Task Delete_OfARefinement_LeavesNoText_AndTheOneBeforeAsItWas()
    {
        var before = await Ended(Plain);
        var refined = await Ended(Plain with { ManualPrompt = $"{Notes} {User} again", PreviousPrompt = Previous, Feedback = Wish, Refines = before.TaskId });
        Assert.Contains(Wish, await Kept());

        await Delete(refined);

        Assert.Equal([Notes, Written], await Kept());
        Assert.Contains(Written, (await _silo.Task(before).GetStatus())?.Result?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OfAResultThatIsServedAgain_TakesItOutOfTheCache()
    {
        var first = await Ended(Plain);
        var served = await Ended(Plain);
        Assert.Equal(PromptOrigin.Cache, (await _silo.Task(served).GetStatus())?.Result?.Origin);

        await Delete(first);
        await Delete(served);

        Assert.Empty(await Kept());
        Assert.Equal(PromptOrigin.Ai, (await _silo.Task(await Ended(Plain)).GetStatus())?.Result?.Origin);
    }

    [Fact]
    public async Task Ledger_KeepsItsLine_WithoutMetadata()
    {
        var key = await Ended(Plain with { Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("order", Order) });
        var before = (await _silo.Grains.UserTokens(User).GetLedger(null, 10)).Lines;

        await Delete(key);

        var after = (await _silo.Grains.UserTokens(User).GetLedger(null, 10)).Lines;
        Assert.Equal(Order, before[0].Metadata?["order"]);
        Assert.Equal([before[0] with { Metadata = null }, .. before.Skip(1)], after);
    }

    [Fact]
    public async Task Webhook_ThatWaits_GoesOutWithoutTexts()
    {
        _receiver.Enqueue(500);
        await Webhooks.SetEndpoint(_receiver.Url);
        var key = await Ended(Plain with { Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("order", Order) });
        var first = (await _receiver.WaitAsync(1, Stopping))[0];

        await Delete(key);
        await Webhooks.Redeliver(first.Id);

        var second = (await _receiver.WaitAsync(2, Stopping))[1];
        Assert.Equal((first.Id, first.Type, "completed"), (second.Id, second.Type, second.Json.GetProperty("data").GetProperty("status").GetString()));
        Assert.Contains(Written, first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task End_ThatIsAnnouncedAfterTheDeletion_IsToldWithoutTexts()
    {
        var key = await Ended(Plain);
        await Delete(key);
        await Webhooks.SetEndpoint(_receiver.Url);

        // What a crash before the announcement would have left.
        await _silo.Service<IInFlightTasks>().AddAgain(key);

        var told = Assert.Single(await _receiver.WaitAsync(1, Stopping));
        Assert.Equal((key.TaskId, "completed"), (told.Json.GetProperty("data").GetProperty("task_id").GetGuid(), told.Json.GetProperty("data").GetProperty("status").GetString()));
        Assert.DoesNotContain("canary", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_ThatACrashInterruptedAfterTheTask_IsFinishedByARepetition()
    {
        _receiver.Enqueue(500);
        await Webhooks.SetEndpoint(_receiver.Url);
        var key = await Ended(Plain);
        await _receiver.WaitAsync(1, Stopping);
        await _silo.Grains.GetGrain<IPromptTaskAttemptGrain>(key.ToString()).Delete(Guid.NewGuid());
        Assert.NotEmpty(await Kept());

        Assert.Equal(DeleteOutcome.NotFound, await Delete(key));

        Assert.Empty(await Kept());
    }

    [Fact]
    public async Task Delete_WhoseAnswerWasLost_IsAnsweredTheSameAgain()
    {
        var (key, request) = (await Ended(Plain), Guid.NewGuid());
        var deletion = _silo.Grains.GetGrain<IDeletionGrain>(key.ToString());

        Assert.Equal(DeleteOutcome.Deleted, await deletion.Delete(request));
        await _silo.Deactivate(deletion);

        Assert.Equal(DeleteOutcome.Deleted, await deletion.Delete(request));
    }

    [Fact]
    public async Task Delete_WhileItRuns_IsRefused_AndAfterItsCancellationDone()
    {
        _silo.Model.On("held", ModelBehaviours.Hang());
        var task = _silo.Task(User);
        var key = PromptTaskKey.Parse(task.GetPrimaryKeyString());
        await task.Submit(new PromptSubmission { ManualPrompt = $"held {Notes}" });

        Assert.Equal(DeleteOutcome.NotFinished, await Delete(key));
        await task.Cancel(CancelReason.Requested);
        Assert.Equal(DeleteOutcome.Deleted, await Delete(key));

        Assert.Empty(await Kept());
    }

    [Fact]
    public async Task Delete_OfWhatIsNotThere_IsNotFound() => Assert.Equal(DeleteOutcome.NotFound, await Delete(new PromptTaskKey(User, Guid.NewGuid())));

    [Fact]
    public async Task Key_OfADeletedGeneration_StillStartsNothingAnew()
    {
        var key = await Ended(Plain with { Fingerprint = "key" });
        await Delete(key);

        Assert.Equal(SubmitOutcome.Replayed, (await _silo.Task(key).Submit(Plain with { Fingerprint = "key" })).Outcome);
        Assert.Equal(SubmitOutcome.KeyReused, (await _silo.Task(key).Submit(Plain with { Fingerprint = "other" })).Outcome);
        Assert.Empty(await Kept());
    }

    [Fact]
    public async Task Batch_WithADeletedGeneration_CountsItAsItEnded()
    {
        _silo.Model.On("held", ModelBehaviours.Hang());
        var key = new PromptBatchKey(User, Guid.NewGuid());
        var batch = _silo.Grains.GetGrain<IPromptBatchGrain>(key.ToString());
        await batch.Submit(new PromptBatch([Plain, Plain with { ManualPrompt = "held" }], null, null));
        await Eventually.Sees(_silo.Task(key.Item(0)).GetStatus, view => view?.Status.IsTerminal() is true);

        await Delete(key.Item(0));
        await batch.Cancel(CancelReason.Requested);

        var view = await Eventually.Sees(batch.GetView, view => view?.CompletedAt is not null);
        Assert.Equal([PromptTaskStatus.Completed, PromptTaskStatus.Cancelled], view!.Ends);
        Assert.Empty(await Kept());
    }

    private static PromptSubmission Plain => new() { ManualPrompt = $"{Notes} {User}" };

    private Task<DeleteOutcome> Delete(PromptTaskKey key) => _silo.Grains.GetGrain<IDeletionGrain>(key.ToString()).Delete(Guid.NewGuid());

    private async Task<PromptTaskKey> Ended(PromptSubmission submission)
    {
        var task = _silo.Task(User);
        Assert.Equal(SubmitOutcome.Accepted, (await task.Submit(submission)).Outcome);
        await Eventually.Sees(task.GetStatus, view => view!.Status.IsTerminal());
        var key = PromptTaskKey.Parse(task.GetPrimaryKeyString());
        await Eventually.Sees(() => _silo.Redis.SetContainsAsync(_silo.Keys.InFlight(_silo.Service<IInFlightTasks>().Silo), key.ToString()), isThere => !isThere);
        return key;
    }

    /// <summary>Which texts any key of the store holds, in its name or its value.</summary>
    private async Task<string[]> Kept()
    {
        var all = new List<string>();
        foreach (var endpoint in _silo.Redis.Multiplexer.GetEndPoints())
        {
            await foreach (var key in _silo.Redis.Multiplexer.GetServer(endpoint).KeysAsync())
                all.AddRange([key.ToString(), .. await Values(key)]);
        }
        return [.. new[] { Notes, Order, Previous, Wish, Written }.Where(text => all.Exists(value => value.Contains(text, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<string>> Values(RedisKey key) => await _silo.Redis.KeyTypeAsync(key) switch
    {
        RedisType.String => [(await _silo.Redis.StringGetAsync(key)).ToString()],
        RedisType.Hash => (await _silo.Redis.HashGetAllAsync(key)).Select(field => $"{field.Name} {field.Value}"),
        RedisType.Set => (await _silo.Redis.SetMembersAsync(key)).Select(member => member.ToString()),
        RedisType.SortedSet => (await _silo.Redis.SortedSetRangeByRankAsync(key)).Select(member => member.ToString()),
        RedisType.None => [],
        var other => throw new InvalidOperationException($"{key} is a {other}, which nobody looked into."),
    };
}
