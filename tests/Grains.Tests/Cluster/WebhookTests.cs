using PromptGen.Testing;
using PromptGen.Webhooks;

namespace PromptGen.Grains.Tests.Cluster;

/// <summary>Webhooks from an event to its receiver: on a silo, its store and a real receiver.</summary>
public sealed class WebhookTests() : WebhookSilo(("Webhooks:AllowedHosts:1", "localhost"), ("Webhooks:PerHostConcurrency", "2"), ("Webhooks:PerUserCapacity", "10"))
{
    [Fact]
    public async Task Event_GoesToTheEndpoint_SignedWithTheUsersSecret()
    {
        await Webhooks.SetEndpoint(Receiver.Url);
        var happened = Event();

        await Webhooks.Announce([happened]);

        var received = Assert.Single(await Receiver.WaitAsync(1, Stopping));
        Assert.Equal((happened.IdFor(User), WebhookTypes.Completed), (received.Id, received.Type));
        Assert.True(received.IsSignedBy((await Webhooks.GetSecret()).Secret));
        var delivery = await Delivered(1);
        Assert.Equal((WebhookState.Delivered, 204, null), (delivery.State, delivery.Attempts[0].Status, delivery.NextAttemptAt));
    }

    [Fact]
    public async Task Event_WithACallback_GoesThereAlone()
    {
        await using var callback = await WebhookReceiver.StartAsync();
        await Webhooks.SetEndpoint(Receiver.Url);

        await Webhooks.Announce([Event() with { CallbackUrl = callback.Url }]);
        await callback.WaitAsync(1, Stopping);
        await Delivered(1);

        Assert.Empty(Receiver.Received);
    }

    [Fact]
    public async Task Event_OfAUserWhoWantsNone_LeavesNothing()
    {
        await Webhooks.Announce([Event()]);

        Assert.Empty((await Webhooks.List(null, null, 10)).Results);
        Assert.False(await Silo.Redis.KeyExistsAsync([Silo.Keys.DeliveriesDue, Silo.Keys.Deliveries(User)]) > 0);
    }

    [Fact]
    public async Task Event_AnnouncedAgain_IsTheSameDelivery()
    {
        await Webhooks.SetEndpoint(Receiver.Url);
        var happened = Event();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Webhooks.Announce([happened])));
        await Delivered(1);

        await Webhooks.Announce([happened]);
        await Silo.Deactivate(Webhooks);
        await Webhooks.Announce([happened, Event()]);

        // The one after it has come, and it has not.
        await Delivered(2);
        Assert.Equal(2, Receiver.Received.Count);
        Assert.Equal(2, (await Webhooks.List(null, null, 10)).Results.Count);
    }

    [Fact]
    public async Task Failure_IsTriedAgain_WithTheVerySameBytes_AlsoByAnotherActivation()
    {
        Receiver.Enqueue(500, 302);
        await Webhooks.SetEndpoint(Receiver.Url);
        await Webhooks.Announce([Event()]);
        await Attempted(1);

        Pass(TimeSpan.FromSeconds(5));
        await Silo.Deactivate(Webhooks);
        await Attempted(2);
        Pass(TimeSpan.FromMinutes(1));
        var delivery = await Delivered(1);

        Assert.Equal([(500, WebhookErrors.UnexpectedStatus), (302, WebhookErrors.Redirected), (204, null)], delivery.Attempts.Select(attempt => (attempt.Status!.Value, attempt.Error)));
        Assert.Single(Receiver.Received.Select(received => (received.Id, received.Text)).Distinct());
        // Each is signed anew: to a receiver an old one would look replayed.
        Assert.Equal(3, Receiver.Received.Select(received => received.Headers["webhook-timestamp"]).Distinct().Count());
    }

    [Fact]
    public async Task Try_IsNobodyElses_UntilItsSiloHasBeenSilentForTooLong()
    {
        await Webhooks.SetEndpoint(Receiver.Url);
        Receiver.Hang();
        await Webhooks.Announce([Event()]);
        var first = (await Receiver.WaitAsync(1, Stopping))[0];
        var deliveries = Silo.Grains.GetGrain<IWebhookDeliveryGrain>(User);

        var early = await deliveries.Begin(first.Id);
        Silo.Clock.Ahead += TimeSpan.FromMinutes(1);
        var late = await deliveries.Begin(first.Id);

        Assert.Null(early);
        Assert.Equal((first.Id, Receiver.Url, first.Text), (late!.Id, late.Url, System.Text.Encoding.UTF8.GetString(late.Body)));
    }

    [Fact]
    public async Task AllTriesFailed_IsGivenUp_AndSentByHandAsItWas()
    {
        Receiver.Answer = WebhookReceiver.Status(503);
        await Webhooks.SetEndpoint(Receiver.Url);
        await Webhooks.Announce([Event()]);
        for (var tries = 1; tries <= 9; tries++)
        {
            await Attempted(tries);
            Pass(TimeSpan.FromHours(9));
        }
        var failed = await Eventually.Sees(Newest, delivery => delivery.State == WebhookState.Failed);
        Receiver.Answer = WebhookReceiver.Status(200);

        var again = await Webhooks.Redeliver(failed.Id);
        var delivery = await Delivered(1);

        Assert.Equal((10, WebhookState.Pending, 11), (failed.Attempts.Count, again!.State, delivery.Attempts.Count));
        Assert.Single(Receiver.Received.Select(received => (received.Id, received.Text)).Distinct());
        Assert.Null(await Webhooks.Redeliver("msg_unknown"));
    }

    [Fact]
    public async Task Gone_ClosesTheAddress_UntilARedeliveryByHandSucceeds()
    {
        Receiver.Answer = WebhookReceiver.Status(410);
        await Webhooks.SetEndpoint(Receiver.Url);
        await Webhooks.Announce([Event()]);
        var gone = await Eventually.Sees(Newest, delivery => delivery.State == WebhookState.Disabled);
        await Webhooks.Announce([Event()]);
        Assert.Equal((WebhookState.Disabled, 0), ((await Newest()).State, (await Newest()).Attempts.Count));
        Assert.True((await Webhooks.GetEndpoint()).IsClosed);

        await Webhooks.Redeliver(gone.Id);
        await Receiver.WaitAsync(2, Stopping);
        await Eventually.Sees(Oldest, delivery => delivery is { State: WebhookState.Disabled, Attempts.Count: 2 });
        Receiver.Answer = WebhookReceiver.Status(200);
        await Webhooks.Redeliver(gone.Id);
        await Eventually.Sees(Oldest, delivery => delivery.State == WebhookState.Delivered);
        await Webhooks.Announce([Event()]);

        await Eventually.Sees(Newest, delivery => delivery.State == WebhookState.Delivered);
        Assert.Equal(4, Receiver.Received.Count);
        Assert.False((await Webhooks.GetEndpoint()).IsClosed);
    }

    [Fact]
    public async Task ReceiverThatHangs_HurtsNoOther()
    {
        Receiver.Hang();
        await using var other = await WebhookReceiver.StartAsync();
        await Webhooks.SetEndpoint(Receiver.Url);
        await Webhooks.Announce([.. Enumerable.Range(0, 50).Select(_ => Event())]);
        await Receiver.WaitAsync(2, Stopping);

        await Webhooks.Announce([.. Enumerable.Range(0, 5).Select(_ => Event() with { CallbackUrl = other.UrlByName })]);
        await Silo.Grains.GetGrain<IWebhooksGrain>("bob").Announce([Event() with { CallbackUrl = other.UrlByName }]);

        await other.WaitAsync(6, Stopping);
        Assert.Equal(2, Receiver.Received.Count);
    }

    [Fact]
    public async Task Rotation_SignsWithBothForADay()
    {
        await Webhooks.SetEndpoint(Receiver.Url);
        var before = await Webhooks.GetSecret();
        var after = await Webhooks.RotateSecret();
        await Webhooks.Announce([Event()]);
        await Delivered(1);
        Pass(TimeSpan.FromHours(25));
        await Webhooks.Announce([Event()]);
        await Delivered(2);

        Assert.Equal((null, true), (before.PreviousValidUntil, after.PreviousValidUntil > after.CreatedAt));
        Assert.Equal([true, false], Receiver.Received.Select(received => received.IsSignedBy(before.Secret)));
        Assert.All(Receiver.Received, received => Assert.True(received.IsSignedBy(after.Secret)));
        Assert.Null((await Webhooks.GetSecret()).PreviousValidUntil);
    }

    [Fact]
    public async Task Endpoint_ThatIsAnotherNow_GetsWhatStillWaits()
    {
        await using var next = await WebhookReceiver.StartAsync();
        Receiver.Answer = WebhookReceiver.Status(500);
        await Webhooks.SetEndpoint(Receiver.Url);
        await Webhooks.Announce([Event()]);
        await Attempted(1);

        await Webhooks.SetEndpoint(next.Url);
        Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(next.Url, (await Delivered(1)).Url);
        Assert.Single(next.Received);
    }

    [Fact]
    public async Task Endpoint_ThatIsRemoved_GetsNothingMore()
    {
        Receiver.Answer = WebhookReceiver.Status(500);
        await Webhooks.SetEndpoint(Receiver.Url);
        await Webhooks.Announce([Event()]);
        await Attempted(1);

        await Webhooks.SetEndpoint(null);
        Pass(TimeSpan.FromSeconds(5));

        await Eventually.Sees(Newest, delivery => delivery.State == WebhookState.Disabled);
        Assert.Single(Receiver.Received);
    }

    [Fact]
    public async Task Pages_StayAsTheyAreWhileNewOnesCome()
    {
        await Webhooks.SetEndpoint(Receiver.Url);
        var tasks = Enumerable.Range(0, 5).Select(_ => Guid.NewGuid()).ToArray();
        await Webhooks.Announce([.. tasks.Select(Event)]);

        var first = await Webhooks.List(null, null, 2);
        await Webhooks.Announce([Event()]);
        var second = await Webhooks.List(null, first.Next, 2);
        var third = await Webhooks.List(null, second.Next, 2);

        Assert.Equal(tasks.Reverse(), first.Results.Concat(second.Results).Concat(third.Results).Select(delivery => delivery.TaskId!.Value));
        Assert.Null(third.Next);
        Assert.Equal(tasks[1], Assert.Single((await Webhooks.List(tasks[1], null, 2)).Results).TaskId);
        Assert.Empty((await Webhooks.List(Guid.NewGuid(), null, 2)).Results);
        await Delivered(6);
    }

    [Fact]
    public async Task Deliveries_ThatHaveEnded_AreKeptForAWhile_AndTheNewestOfThem()
    {
        await Webhooks.SetEndpoint(Receiver.Url);
        for (var times = 1; times <= 4; times++)
        {
            await Webhooks.Announce([.. Enumerable.Range(0, 25).Select(_ => Event())]);
            await Receiver.WaitAsync(25 * times, Stopping);
        }

        var kept = await Eventually.Sees(() => Webhooks.List(null, null, 100), page => page.Results.All(delivery => delivery.State == WebhookState.Delivered));
        Assert.InRange(kept.Results.Count, 10, 50);
        var life = await Silo.Redis.KeyTimeToLiveAsync(Silo.Keys.Delivery(User, kept.Results[0].Id));
        Assert.InRange(life!.Value, TimeSpan.FromDays(6), TimeSpan.FromDays(7));
        Assert.Equal(100, Receiver.Received.Select(received => received.Id).Distinct().Count());
    }

    private void Pass(TimeSpan time)
    {
        Silo.Clock.Ahead += time;
        Silo.Service<DueSignal>().Set();
    }

    private static WebhookEvent Event() => Event(Guid.NewGuid());

    private static WebhookEvent Event(Guid task) =>
        new(WebhookTypes.Completed, $"{task:N}", DateTimeOffset.UtcNow, System.Text.Encoding.UTF8.GetBytes($"{{\"task_id\":\"{task}\"}}")) { TaskId = task };

    private async Task<WebhookDelivery> Newest() => (await Webhooks.List(null, null, 1)).Results[0];

    private async Task<WebhookDelivery> Oldest() => (await Webhooks.List(null, null, 100)).Results[^1];

    private Task<WebhookDelivery> Attempted(int times) => Eventually.Sees(Newest, delivery => delivery.Attempts.Count == times);

    /// <summary>The newest delivery, once so many were made.</summary>
    private async Task<WebhookDelivery> Delivered(int count) => (await Eventually.Sees(
        () => Webhooks.List(null, null, 100), page => page.Results.Count(delivery => delivery.State == WebhookState.Delivered) >= count)).Results[0];
}
