using System.Net.Http.Json;
using System.Text.Json;

namespace PromptGen.SystemTests;

/// <summary>Webhooks of the whole program, over kill -9 of it.</summary>
public sealed class WebhookTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Webhook_WhoseReceiverFailsOnSchedule_OverAKill_ArrivesWithTheSameIdAndBody()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Enqueue(500, 302);
        // A proxy of the system's, where nobody listens, is not used; the model's name is excepted.
        await using var all = await AllInOne.StartAsync(new()
        {
            ["Webhooks__AllowedHosts__0"] = "localhost",
            ["Webhooks__RetryDelays__0"] = "00:00:02",
            ["Webhooks__RetryDelays__1"] = "00:00:01",
            ["http_proxy"] = $"http://127.0.0.1:{FreePorts.Next()}",
            ["no_proxy"] = "127.0.0.1",
        });
        using var user = await all.UserAsync("alice", 10_000);
        using var set = await user.Http.PutAsJsonAsync("/api/v1/webhooks/endpoint/", new { url = receiver.UrlByName }, Cancellation);
        set.EnsureSuccessStatusCode();
        var secret = (await user.Http.GetFromJsonAsync<JsonElement>("/api/v1/webhooks/secret/", Cancellation)).GetProperty("secret").GetString()!;
        var task = await user.StartAsync("Tell me", Cancellation);
        await Eventually.GetAsync(DeliveryAsync, delivery => delivery?.GetProperty("attempts").GetArrayLength() == 1, "the first try has failed", Cancellation);

        await all.CrashAndStartAgainAsync();

        var end = await Eventually.GetAsync(DeliveryAsync, delivery => delivery?.GetProperty("state").GetString() == "delivered", "the webhook is delivered", Cancellation);
        Assert.Equal([500, 302, 204], end!.Value.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("status").GetInt32()));
        Assert.Equal(3, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(received => (received.Id, received.Text)).Distinct());
        Assert.All(receiver.Received, received => Assert.True(received.IsSignedBy(secret)));
        var (told, data) = (receiver.Received[0], receiver.Received[0].Json.GetProperty("data"));
        Assert.Equal(("prompt_generation.completed", task, FakeModelServer.DefaultText), (told.Type, data.GetProperty("task_id").GetGuid(), data.GetProperty("prompt").GetString()));

        async Task<JsonElement?> DeliveryAsync() =>
            (await user.Http.GetFromJsonAsync<JsonElement>($"/api/v1/webhooks/deliveries/?task_id={task}", Cancellation)).GetProperty("results").EnumerateArray().Select(one => (JsonElement?)one).FirstOrDefault();
    }
}
